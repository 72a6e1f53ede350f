// How an answer feels, by words that are known to praise or to complain, with what turns or strengthens them.
import { BULGARIAN } from './feeling-words-bg.js';
import { ENGLISH } from './feeling-words-en.js';
import { RUSSIAN } from './feeling-words-ru.js';
import type { AnswerLanguage, KnownLanguage } from './language.js';

/** Neutral is both: says nothing of feelings, and praises as much as it complains. */
export type Feeling = 'positive' | 'neutral' | 'negative';
export const FEELINGS: readonly Feeling[] = ['negative', 'neutral', 'positive'];

/** Lists of words: first the plain ones, then the strong ones. `asked`: says nothing by itself; not done, it is a complaint. */
export interface FeelingWords {
  good: readonly [plain: string, strong: string];
  bad: readonly [plain: string, strong: string];
  asked: string;
  not: string;
  more: string;
  less: string;
  but: string;
}

interface Entry {
  weight: number;
  asked: boolean;
}
interface Lexicon {
  whole: Map<string, Entry>;
  beginnings: Map<string, Entry>;
  /** Several words, by the first of them. */
  together: Map<string, { words: string[]; weight: number }[]>;
  not: (word: string) => boolean;
  more: (word: string) => boolean;
  less: (word: string) => boolean;
  but: (word: string) => boolean;
}

const PLAIN = 1;
const STRONG = 2;
/** So far a "not" reaches, in words. */
const REACH = 3;
const SHORTEST_BEGINNING = 2;
/** From here on it is a feeling. */
const ENOUGH = 0.6;
const GOOD_SIGNS = /[👍👏🙏🙂😀😃😄😁😊☺😍🥰😘🤩🥳😻💚💙💛🧡💜❤♥💯🎉🔥⭐🌟🤗😇✅]/gu;
const BAD_SIGNS = /[👎😡😠🤬😤😞😟🙁☹😢😭😩😫😒🙄😖😣💩🤮🤦😕😔❌]/gu;

const LISTS: Record<KnownLanguage, FeelingWords> = { en: ENGLISH, ru: RUSSIAN, bg: BULGARIAN };
const lexicons = new Map<KnownLanguage, Lexicon>();

/**
 * What an answer feels like, and how much: below zero it complains. Where the language is not known, the lists of those
 * that it may be in must not contradict each other. After C. J. Hutto and E. Gilbert, "VADER: a parsimonious rule-based model for
 * sentiment analysis of social media text", ICWSM 2014 (negation, degree, "but"), with lists of our own.
 */
export function feelingOf(text: string, language: AnswerLanguage): { feeling: Feeling; weight: number } {
  const weight = language === 'unknown' ? weightUnsure(text) : weightOf(text, language);
  return { feeling: weight >= ENOUGH ? 'positive' : weight <= -ENOUGH ? 'negative' : 'neutral', weight };
}

function weightUnsure(text: string): number {
  const maybe: KnownLanguage[] = /[а-яё]/i.test(text) ? ['ru', 'bg'] : ['en'];
  const weights = maybe.map((language) => weightOf(text, language));
  const [low, high] = [Math.min(...weights), Math.max(...weights)];
  return low * high < 0 ? 0 : Math.abs(low) > Math.abs(high) ? low : high;
}

function weightOf(text: string, language: KnownLanguage): number {
  const lexicon = lexiconOf(language);
  const clauses = clausesOf(text, lexicon);
  const after = clauses.some((clause) => clause.but);
  let sum = signs(text);
  for (const clause of clauses) sum += clauseWeight(clause.words, lexicon) * (after ? (clause.but ? 1.2 : 0.9) : 1);
  return sum;
}

const signs = (text: string): number =>
  2 * (text.match(GOOD_SIGNS)?.length ?? 0) - 2 * (text.match(BAD_SIGNS)?.length ?? 0);

/** Words between marks, lower-case; a "but" begins a clause of its own, and the last of them weighs more. */
function clausesOf(text: string, lexicon: Lexicon): { words: string[]; but: boolean }[] {
  const clauses: { words: string[]; but: boolean }[] = [];
  for (const part of plainText(text).split(/[.,;:!?()\n—–]+/)) {
    let clause = { words: [] as string[], but: false };
    for (const word of part.match(/[\p{L}\p{N}+]+(?:-[\p{L}\p{N}]+)*/gu) ?? []) {
      if (lexicon.but(word)) {
        clauses.push(clause);
        clause = { words: [], but: true };
      } else clause.words.push(word);
    }
    clauses.push(clause);
  }
  return clauses.filter(({ words }) => words.length > 0);
}

function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’`]/g, "'")
    .replace(/\b(ca)n't\b/g, 'can not')
    .replace(/\b(wo)n't\b/g, 'will not')
    .replace(/n't\b/g, ' not')
    .replace(/'(s|re|ve|ll|d|m)\b/g, ' ');
}

function clauseWeight(words: string[], lexicon: Lexicon): number {
  let sum = 0;
  let turned = 0;
  let degree = 1;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const group = lexicon.together.get(word)?.find((each) => goTogether(words, at, each.words));
    if (group) {
      sum += (turned > 0 && group.weight > 0 && !lexicon.not(word) ? -group.weight : group.weight) * degree;
      at += group.words.length - 1;
      // "Still not" complains by itself and turns what follows.
      [turned, degree] = [group.weight < 0 && lexicon.not(group.words.at(-1)!) ? REACH : 0, 1];
      continue;
    }
    const entry = find(lexicon, word);
    if (entry) {
      sum += entryWeight(entry, turned > 0) * degree;
      degree = 1;
      if (entry.weight !== 0 || turned > 0) turned = 0;
    } else if (lexicon.more(word)) degree = 1.5;
    else if (lexicon.less(word)) degree = 0.7;
    if (lexicon.not(word)) turned = REACH + 1;
    turned = Math.max(0, turned - 1);
  }
  return sum;
}

function entryWeight({ weight, asked }: Entry, turned: boolean): number {
  if (!turned) return weight;
  if (asked) return -PLAIN;
  return weight > 0 ? -weight : -weight * 0.6;
}

const goTogether = (words: string[], at: number, wanted: string[]): boolean =>
  wanted.every((want, i) => {
    const word = words[at + i];
    return word !== undefined && (want.endsWith('*') ? word.startsWith(want.slice(0, -1)) : word === want);
  });

function find(lexicon: Lexicon, word: string): Entry | undefined {
  const whole = lexicon.whole.get(word);
  if (whole) return whole;
  for (let length = word.length; length >= SHORTEST_BEGINNING; length--) {
    const entry = lexicon.beginnings.get(word.slice(0, length));
    if (entry) return entry;
  }
  return undefined;
}

function lexiconOf(language: KnownLanguage): Lexicon {
  let lexicon = lexicons.get(language);
  if (!lexicon) {
    lexicon = makeLexicon(LISTS[language]);
    lexicons.set(language, lexicon);
  }
  return lexicon;
}

function makeLexicon(lists: FeelingWords): Lexicon {
  const lexicon: Lexicon = {
    ...{ whole: new Map(), beginnings: new Map(), together: new Map() },
    ...{ not: among(lists.not), more: among(lists.more), less: among(lists.less), but: among(lists.but) },
  };
  for (const each of lists.asked.match(/[^\s"]+/g) ?? []) put(lexicon, each, { weight: 0, asked: true });
  const weights = [
    [lists.good[0], PLAIN],
    [lists.good[1], STRONG],
    [lists.bad[0], -PLAIN],
    [lists.bad[1], -STRONG],
  ] as const;
  for (const [list, weight] of weights)
    for (const each of list.match(/"[^"]+"|[^\s"]+/g) ?? []) {
      const words = each.replaceAll('"', '').split(' ');
      if (words.length === 1) put(lexicon, words[0]!, { weight, asked: false });
      else
        lexicon.together.set(words[0]!, longestFirst([...(lexicon.together.get(words[0]!) ?? []), { words, weight }]));
    }
  return lexicon;
}

const longestFirst = <Group extends { words: string[] }>(groups: Group[]): Group[] =>
  groups.sort((a, b) => b.words.length - a.words.length);

function put(lexicon: Lexicon, word: string, entry: Entry): void {
  const [where, key] = word.endsWith('*') ? [lexicon.beginnings, word.slice(0, -1)] : [lexicon.whole, word];
  const before = where.get(key);
  where.set(key, before?.asked ? { ...entry, asked: true } : entry);
}

function among(list: string): (word: string) => boolean {
  const all = list.match(/\S+/g) ?? [];
  const whole = new Set(all);
  const beginnings = all.filter((each) => each.endsWith('*')).map((each) => each.slice(0, -1));
  return (word) => whole.has(word) || beginnings.some((each) => word.startsWith(each));
}
