// Rules of keeping what is typed: which words may replace which, so that two devices at once lose none. Pure.
import type { AsideWords, DraftRow } from './draft.store.js';

const ASIDE_KEPT = 5;

type Words = Pick<DraftRow, 'text' | 'html' | 'files'>;

export const isEmptyDraft = ({ text, html, files }: Words): boolean =>
  text.trim() === '' && files.length === 0 && !/<img/i.test(html);

/** Whether everything of `older` is also in `newer`. */
export function holds(newer: Words, older: Words): boolean {
  const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
  return plain(newer.text).includes(plain(older.text)) && older.files.every((file) => newer.files.includes(file));
}

export type Verdict = 'replace' | 'refuse' | 'set-aside';

/**
 * What becomes of `coming`, written on top of version `base` (0: of nothing), beside what is `kept`. Newer words are never
 * overwritten by those who have not seen them: they are refused, or, when the writer is `leaving` and cannot be asked, stand aside.
 */
export function judge(
  kept: DraftRow | null,
  coming: Words & { base: number; device: string; leaving: boolean },
): Verdict {
  if (!kept || kept.version === coming.base || kept.device === coming.device) return 'replace';
  if (isEmptyDraft(kept) || holds(coming, kept)) return 'replace';
  if (isEmptyDraft(coming)) return 'refuse';
  return coming.leaving ? 'set-aside' : 'refuse';
}

/** One standing a device, the newest last, those that the words hold already left out. */
export function withAside(kept: AsideWords[], added: AsideWords[], words: Words): AsideWords[] {
  const others = kept.filter((one) => !added.some((two) => two.device === one.device));
  return [...others, ...added].filter((one) => !isEmptyDraft(one) && !holds(words, one)).slice(-ASIDE_KEPT);
}
