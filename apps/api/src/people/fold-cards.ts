// The rules of one person on two cards, pure: what the one card says, and what each says when they are two again.
import type { ContactRow } from './contacts.store.js';

/** What of a card can be merged; instants as Dates. */
export type CardWords = Omit<ContactRow, 'id' | 'createdAt'>;

/** What a merge keeps for its undo. Dates are ISO strings once it comes back from the database. */
export interface MovedCards {
  identities: string[];
  tickets: string[];
  kept: CardWords;
  merged: CardWords;
  /** The one card, as the merge made it. */
  became: CardWords;
}

const WORDS = ['name', 'locale', 'timeZone', 'fields', 'companyId', 'companyChosen'] as const;
const INSTANTS = ['surveyOptOutAt', 'lastAskedAt', 'blockedAt'] as const;

export function wordsOf(card: ContactRow): CardWords {
  const { id: _, createdAt: __, ...words } = card;
  return words;
}

/** The kept card speaks first; a refusal and a block of either hold for the person; asked is whoever was asked last. */
export function fold(kept: CardWords, other: CardWords): CardWords {
  return {
    name: kept.name ?? other.name,
    locale: kept.locale ?? other.locale,
    timeZone: kept.timeZone ?? other.timeZone,
    surveyOptOutAt: earlier(kept.surveyOptOutAt, other.surveyOptOutAt),
    lastAskedAt: later(kept.lastAskedAt, other.lastAskedAt),
    blockedAt: earlier(kept.blockedAt, other.blockedAt),
    fields: { ...other.fields, ...kept.fields },
    companyId: kept.companyChosen ? kept.companyId : (kept.companyId ?? other.companyId),
    companyChosen: kept.companyChosen || other.companyChosen,
    lastSeenAt: later(kept.lastSeenAt, other.lastSeenAt),
  };
}

/**
 * Two cards again. Each gets back what it said before; but what was decided since about the one person (a refusal, a block,
 * being asked) holds for both, and a name corrected since stays where it was corrected.
 */
export function unfold(moved: MovedCards, now: CardWords): { kept: CardWords; split: CardWords } {
  const before = revived(moved.kept);
  const split = revived(moved.merged);
  const became = revived(moved.became);
  const kept = { ...now };
  // A merge of an older release kept fewer words: what it did not keep stays as it is.
  for (const field of WORDS)
    if (before[field] !== undefined && JSON.stringify(now[field]) === JSON.stringify(became[field]))
      Object.assign(kept, { [field]: before[field] });
  for (const field of INSTANTS) {
    if (now[field]?.getTime() === became[field]?.getTime()) kept[field] = before[field];
    else split[field] = now[field];
  }
  return { kept, split };
}

const earlier = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b));
const later = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b));

function revived(words: CardWords): CardWords {
  const instants = [...INSTANTS, ...(words.lastSeenAt === undefined ? [] : (['lastSeenAt'] as const))].map((field) => [
    field,
    words[field] === null ? null : new Date(words[field] as Date),
  ]);
  return { ...words, ...Object.fromEntries(instants) } as CardWords;
}
