// Rules of one draft in two places: what is here and what the desk has become one, and nobody's words are overwritten unseen. Pure.
import type { FileItem } from '@otklik/contract';
import { type AsideWords, type DraftPart, emptyPart, isEmpty, type TicketAction } from './drafts.js';

/** A draft as the desk keeps it. */
export interface KeptPart {
  version: number;
  key: string;
  text: string;
  html: string;
  files: FileItem[];
  more: { cc?: string[]; bcc?: string[]; macroIds?: string[]; actions?: object[]; seenSeq?: number };
  aside: AsideWords[];
}

type Words = Pick<DraftPart, 'text' | 'files'>;
const plain = (words: string) => words.replace(/\s+/g, ' ').trim();

/** Whether everything of `older` is also in `newer`. */
export const holds = (newer: Words, older: Words): boolean =>
  plain(newer.text).includes(plain(older.text)) &&
  older.files.every((file) => newer.files.some((known) => known.id === file.id));

export function partOf({ more, version, key, text, html, files, aside }: KeptPart): DraftPart {
  const actions = more.actions as TicketAction[] | undefined;
  return { text, html, files, key, ...more, actions, version, dirty: false, aside };
}

/**
 * What is here from now on. `dirty` says that it must be kept at the desk again. Words of the desk that are not among those typed
 * here stand aside, to be chosen by the agent.
 */
export function meet(here: DraftPart, there: KeptPart | null, now: Date): DraftPart {
  const version = here.version ?? 0;
  const typed = here.dirty || (version === 0 && !isEmpty(here));
  if (!there) return typed && !isEmpty(here) ? { ...here, version: 0, dirty: true, aside: [] } : blank(here);
  if (there.version === version) return typed ? here : partOf(there);
  if (!typed || isEmpty(here) || holds(there, here)) return partOf(there);
  const known = { ...here, version: there.version, dirty: true };
  if (isEmpty(there) || holds(here, there)) return { ...known, aside: there.aside };
  const { text, html, files } = there;
  const other: AsideWords = { device: 'other', text, html, files, at: now.toISOString() };
  return { ...known, aside: [...there.aside.filter((one) => one.device !== 'other'), other] };
}

/** It was sent or emptied elsewhere. What is empty already stays as it is, key and all. */
const blank = (here: DraftPart): DraftPart =>
  isEmpty(here) && !here.version && !here.aside?.length ? { ...here, dirty: false } : emptyPart();

/** The agent's choice about words that stand aside: instead of what is here, after it, or not at all. */
export function decide(here: DraftPart, other: AsideWords, choice: 'use' | 'add' | 'drop'): DraftPart {
  const aside = (here.aside ?? []).filter((one) => one !== other);
  if (choice === 'drop') return { ...here, aside, dirty: true };
  const { text, html, files } = other;
  if (choice === 'use') {
    // What was here stands aside in turn: a choice can be taken back.
    const mine: AsideWords = { device: 'before', text: here.text, html: here.html, files: here.files, at: other.at };
    return { ...here, text, html, files, aside: isEmpty(here) ? aside : [...aside, mine], dirty: true };
  }
  return {
    ...here,
    text: [here.text, text].filter(Boolean).join('\n'),
    html: here.html + html,
    files: [...here.files, ...files.filter((file) => !here.files.some((known) => known.id === file.id))],
    aside,
    dirty: true,
  };
}
