// Words without their endings, so that one thing said in many forms is counted once.
import type { AnswerLanguage } from './language.js';

/** The stem of one lower-case word; light on purpose: what people read as two words must not become one. */
export function stemOf(word: string, language: AnswerLanguage): string {
  const plain = word.replaceAll('ё', 'е');
  if (/^[a-z'-]+$/.test(plain)) return english(plain);
  if (language === 'bg') return bulgarian(plain);
  return /^[а-я-]+$/.test(plain) ? russian(plain) : plain;
}

/** Plural and past: the S-stemmer of D. Harman, "How effective is suffixing?", JASIS 42 (1991), with -ed and -ing. */
function english(word: string): string {
  const bare = word.replace(/'s?$/, '');
  if (bare.length <= 3) return bare;
  if (/[^ae]ies$/.test(bare)) return `${bare.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(bare)) return bare.slice(0, -2);
  if (/[^aeous]s$|[^ao]es$/.test(bare)) return english(bare.slice(0, -1));
  if (/[aeiouy].*ied$/.test(bare) || /[^aeiou]ied$/.test(bare)) return `${bare.slice(0, -3)}y`;
  const ending = /^(.*[aeiouy].{1,})(?:ed|ing)$/.exec(bare)?.[1];
  if (!ending || ending.length < 3) return bare.replace(/e$/, '');
  return /([bdgklmnprt])\1$/.test(ending) ? ending.slice(0, -1) : ending;
}

/** Endings of cases, numbers and persons, the longest first: L. Dolamic and J. Savoy, "Indexing and searching strategies for the Russian language", JASIST 60 (2009), with verbs. */
const RUSSIAN_ENDINGS = [
  'иями ями ами ыми ими иям ией ием иях ого его ому ему ешь ете ите уют ают яют еют ешь ала ыла ила ела али ыли или ели ять ать ить еть ыть',
  'ев ов ие ье еи ии ей ой ий ям ем ам ом ах ях ый ая яя ое ее ые ую юю ия ью ию ло ла ли ал ыл ил ел ют',
  'а е и й о у ы ь ю я',
].flatMap((line) => line.split(' '));

function russian(word: string): string {
  const bare = word.length > 6 ? word.replace(/(?:ся|сь)$/, '') : word;
  const ending = RUSSIAN_ENDINGS.find((each) => bare.endsWith(each) && bare.length - each.length >= 3);
  const stem = ending ? bare.slice(0, -ending.length) : bare;
  return stem.replace(/нн$/, 'н');
}

/** Articles, then plurals, then the vowel of gender: J. Savoy, "Searching strategies for the Bulgarian language", Information Retrieval 10 (2007). */
function bulgarian(word: string): string {
  let bare = word;
  if (bare.length > 5) bare = bare.replace(/(?:ията|ият)$/, 'и').replace(/(?:ът|ят|та|то|те)$/, '');
  if (bare.length > 5) bare = bare.replace(/(?:овци|ове|еве|ища)$/, '');
  if (bare.length > 6) bare = bare.replace(/(?:хте|хме|аха|иха|яха|ваме|вате)$/, '');
  if (bare.length > 3) bare = bare.replace(/[аяоеий]$/, '');
  if (bare.length > 3) bare = bare.replace(/[аяоеи]$/, '');
  return bare.replace(/ъ(?=[нлрк]$)/, '').replace(/е(?=[нлрк]$)/, '');
}
