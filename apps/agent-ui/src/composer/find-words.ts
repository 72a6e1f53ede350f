// Finding by a few letters: every letter in order, the better the closer together and the nearer to the beginning. Pure.

/** Higher is better; null: it does not fit. */
export function fits(query: string, words: string): number | null {
  const wanted = query.trim().toLocaleLowerCase();
  const text = words.toLocaleLowerCase();
  if (wanted === '') return 0;
  const whole = text.indexOf(wanted);
  if (whole >= 0) return 1000 - whole - (whole > 0 && /\p{L}/u.test(text[whole - 1] ?? '') ? 200 : 0);
  let at = -1;
  let score = 300;
  for (const letter of wanted) {
    if (letter === ' ') continue;
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return null;
    score -= next - at - 1;
    at = next;
  }
  return score;
}

export function best<T>(query: string, all: T[], wordsOf: (one: T) => string, most: number): T[] {
  return all
    .map((one) => ({ one, score: fits(query, wordsOf(one)) }))
    .filter((each): each is { one: T; score: number } => each.score !== null)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((each) => each.one);
}

export interface Trigger {
  kind: 'macro' | 'emoji' | 'mention';
  query: string;
  /** How many characters before the caret it takes, its sign included. */
  length: number;
}

const KINDS = { '/': 'macro', ':': 'emoji', '@': 'mention' } as const;

/** What the words before the caret ask for: a sign after a space or at the beginning of a line, and what follows it. */
export function triggerIn(before: string): Trigger | null {
  const found = /(?:^|[\s(\u00a0])([/:@])([^\s/:@][^/:@]{0,40})?$/u.exec(before);
  const sign = found?.[1] as keyof typeof KINDS | undefined;
  if (!found || !sign) return null;
  const query = found[2] ?? '';
  const kind = KINDS[sign];
  // A smile is one word of at least two letters; `:)` is one already.
  if (kind === 'emoji' && !/^[\p{L}\p{N}_+-]{2,}$/u.test(query)) return null;
  if ((query.match(/\s/g) ?? []).length > (kind === 'macro' ? 2 : 1)) return null;
  return { kind, query, length: query.length + 1 };
}
