// Part of understanding a mail (path A): which language the author wrote in, by script, letters and the commonest words.
import { COMMON_WORDS } from './language-words.js';

/** Languages of each word, and what the word is worth to each of them. */
const WORDS = new Map<string, string[]>();
for (const [language, words] of Object.entries(COMMON_WORDS)) {
  for (const word of new Set(words.split(' '))) WORDS.set(word, [...(WORDS.get(word) ?? []), language]);
}

/** Scripts that one language alone, or one above all, is written in; the first that fits wins. */
const SCRIPTS: [RegExp, string, number][] = [
  [/[\u3040-\u30ff]/g, 'ja', 0.1],
  [/[\uac00-\ud7af\u1100-\u11ff]/g, 'ko', 0.3],
  [/[\u4e00-\u9fff]/g, 'zh', 0.3],
  [/[\u0590-\u05ff]/g, 'he', 0.3],
  [/[\u0600-\u06ff]/g, 'ar', 0.3],
  [/[\u0370-\u03ff\u1f00-\u1fff]/g, 'el', 0.3],
  [/[\u10a0-\u10ff]/g, 'ka', 0.3],
  [/[\u0e00-\u0e7f]/g, 'th', 0.3],
  [/[\u0530-\u058f]/g, 'hy', 0.3],
  [/[\u0900-\u097f]/g, 'hi', 0.3],
];
const CYRILLIC = /[\u0400-\u04ff]/g;
/** Letters that only one Cyrillic alphabet has: words are not asked any more. */
const CYRILLIC_LETTERS: [RegExp, string][] = [
  [/ў/, 'be'],
  [/[әғқңұһ]/, 'kk'],
  [/[ѓќѕ]/, 'mk'],
  [/[ђћ]/, 'sr'],
  [/[јљњџ]/, 'sr'],
];
/** Letters and endings that speak for a language, and how loudly each speaks. */
const SIGNS: Record<'cyrillic' | 'latin', [RegExp, string, number][]> = {
  cyrillic: [
    [/[ыэё]/g, 'ru', 1.5],
    [/[іїєґ]/g, 'uk', 2],
    [/ъ(?=[бвгджзклмнпрстфхцчшщ])/g, 'bg', 2],
    [/\p{L}{3}(?:ата|ята|ето|ото|ите|ът|ият|хме|хте|ахте)(?!\p{L})/gu, 'bg', 0.6],
    [/\p{L}{2}(?:ый|ий|ая|ые|ого|ему|ться|ется|ешь|ают|ить|ать|еть|ками|ции|ле|ке)(?!\p{L})/gu, 'ru', 0.6],
  ],
  latin: [
    [/[ąęłżźśćń]/g, 'pl', 1],
    [/[řěů]/g, 'cs', 1.5],
    [/[ľĺŕôď]/g, 'sk', 0.8],
    [/[őű]/g, 'hu', 1.5],
    [/[ğı]/g, 'tr', 1.5],
    [/[ășț]/g, 'ro', 1.2],
    [/\p{L}{3}(?:ul|ului|ilor|elor|ția)(?!\p{L})/gu, 'ro', 0.5],
    [/[ñ¿¡]/g, 'es', 1.2],
    [/[ãõ]/g, 'pt', 0.8],
    [/ção|ções|nh[oa]/g, 'pt', 0.7],
    [/[ß]/g, 'de', 1.5],
    [/[äöü]/g, 'de', 0.15],
    [/ä(?=[äy])|ää|yö|öö|kk(?=[aiou])|(?:ssa|ssä|lla|llä|sta|stä)(?!\p{L})/gu, 'fi', 0.5],
    [/[æø]/g, 'no', 0.4],
    [/[æø]/g, 'da', 0.4],
    [/\p{L}{3}(?:en|et) (?:min|mitt|mine)(?!\p{L})/gu, 'no', 0.6],
    [/å/g, 'sv', 0.25],
    [/å/g, 'no', 0.2],
    [/å/g, 'da', 0.2],
    [/[đơưạảấầậẩẫắằặẳẵẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]/g, 'vi', 0.8],
    [/œ|[çêèù]/g, 'fr', 0.25],
    [/(?:j|l|d|n|qu|c|s)['’](?=\p{L})/gu, 'fr', 0.4],
    [/zione|(?:ll|d|un)['’](?=\p{L})/gu, 'it', 0.3],
    [/ij|sch(?=[^w])/g, 'nl', 0.2],
    [/[ėįųūž]/g, 'lt', 0.4],
    [/[āēīūļņķģ]/g, 'lv', 0.8],
    [/[čšžćđ]/g, 'hr', 0.3],
  ],
};
const ENOUGH = 4000;
/** Below this, a word or two may be anybody's. */
const LEAST = 0.9;
/** How much the best must be ahead of the next. */
const AHEAD = 1.15;

/** BCP 47 language of the words, or null where too few of them tell. */
export function languageOf(text: string): string | null {
  const sample = text
    .slice(0, ENOUGH)
    .normalize('NFC')
    .toLowerCase()
    .replace(/https?:\/\/\S{1,500}|\S{1,64}@\S{1,200}/g, ' ');
  const letters = count(sample, /\p{L}/gu);
  if (letters < 2) return null;
  for (const [script, language, share] of SCRIPTS) {
    if (count(sample, script) > letters * share) return language === 'ar' ? arabicOf(sample) : language;
  }
  if (count(sample, CYRILLIC) <= letters / 3) return bestOf(sample, 'latin');
  return CYRILLIC_LETTERS.find(([letter]) => letter.test(sample))?.[1] ?? bestOf(sample, 'cyrillic');
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const arabicOf = (sample: string): string => (/[ٹڈڑےں]/.test(sample) ? 'ur' : /[پچژگ]/.test(sample) ? 'fa' : 'ar');

const CYRILLIC_LANGUAGES = new Set(['ru', 'bg', 'uk']);

function bestOf(sample: string, script: 'cyrillic' | 'latin'): string | null {
  const scores = new Map<string, number>();
  const add = (language: string, points: number) => scores.set(language, (scores.get(language) ?? 0) + points);
  for (const word of sample.match(/[\p{L}'’]+/gu) ?? []) {
    const languages = WORDS.get(word.replaceAll("'", '’')) ?? [];
    // A word of many languages says little; a long one says more than "a".
    const worth = word.length < 2 ? 0.4 : word.length < 4 && script === 'latin' ? 0.7 : 1;
    for (const language of languages) add(language, worth / Math.sqrt(languages.length));
  }
  for (const [sign, language, weight] of SIGNS[script]) add(language, Math.min(4, count(sample, sign)) * weight);
  const [best, second] = [...scores]
    .filter(([language]) => CYRILLIC_LANGUAGES.has(language) === (script === 'cyrillic'))
    .filter(
      ([language]) => language !== 'uk' || /[іїєґ]/.test(sample) || (sample.length < 60 && !/[ыэёъ]/.test(sample)),
    )
    .sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < LEAST) return null;
  return !second || best[1] > second[1] * AHEAD ? best[0] : null;
}
