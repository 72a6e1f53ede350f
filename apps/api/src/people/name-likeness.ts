// How near what somebody typed is to a name: whole, begun, with a slip of the fingers, or in the other alphabet. Pure.

/**
 * 0: each word said is a word of the name or begins one; else the slips needed, letter by letter (two letters that changed
 * places are one slip); null: this name is not meant. One slip may be in a word of up to five letters, two in longer ones.
 */
export function slipsIn(name: string, said: string[][]): number | null {
  const words = plainName(name).split(/[^\p{L}\p{M}'’]+/u);
  let slips = 0;
  for (const spellings of said) {
    const allowed = spellings[0]!.length <= 3 ? 0 : spellings[0]!.length <= 5 ? 1 : 2;
    const best = Math.min(
      ...spellings.flatMap((one) => words.map((word) => (word.startsWith(one) ? 0 : distance(word, one)))),
    );
    if (best > allowed) return null;
    slips += best;
  }
  return slips;
}

const LETTERS: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};
const PAIRS = Object.entries(LETTERS)
  .filter(([cyrillic, latin]) => latin && !'йъыэщ'.includes(cyrillic))
  .sort(([, a], [, b]) => b.length - a.length);

/**
 * The lexemes of `name_lexemes` by which a word typed with at most one slip is found: begun so, one letter too few, one too many,
 * another or two that changed places.
 */
export function lexemesOf(word: string): string[] {
  const gaps = word.length < 4 ? [] : Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
  return [...new Set([`${word}*`, `~${word}`, ...gaps.flatMap((gap) => [gap, `~${gap}`])])];
}

/** A short word with neighbours changed about, for another slip may be in it besides; of a longer word enough is left. */
export const swapped = (word: string): string[] =>
  Array.from(
    { length: word.length > 5 ? 0 : word.length - 2 },
    (_, at) => word.slice(0, at + 1) + word[at + 2] + word[at + 1] + word.slice(at + 3),
  );

/** Latin for Cyrillic and the other way round. */
export function inOtherAlphabet(word: string): string {
  if (/[а-я]/.test(word)) return [...word].map((letter) => LETTERS[letter] ?? letter).join('');
  return PAIRS.reduce((text, [cyrillic, latin]) => text.replaceAll(latin, cyrillic), word);
}

/** What of a question may be a name: up to three words of three letters or more, in lower case. */
export const nameWords = (said: string): string[] =>
  plainName(said)
    .split(BETWEEN)
    .filter((word) => word.length >= 3 && word.length <= 40 && /^[\p{L}\p{M}]+$/u.test(word))
    .slice(0, 3);

/** As `name_lexemes` parts them. */
const BETWEEN = /[\s\p{P}\p{S}\d]+/u;

/** One spelling for case and for ё. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll('ё', 'е');

/** Optimal string alignment: insertions, deletions, changes and swaps of neighbours. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
