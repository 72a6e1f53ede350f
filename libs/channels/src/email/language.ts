// Part of understanding a mail (path A): which language the author wrote in, by script and by the commonest words.

/** Words that are common in the one and rare in the others. */
const WORDS: Record<string, string> = {
  ru: 'и в не на что я с как это по но мы к у вы за от о если меня мне уже когда нет есть был для ещё можно вас пожалуйста здравствуйте спасибо заказ или ли чтобы только ваш очень где так',
  bg: 'и в не на че се за от ще да са съм това как но ми при или по ли ви моля здравейте благодаря поръчка поръчката нямам имам вашата вашия няма още много кога как може бъде беше който която което къде защо',
  uk: 'і в не на що я з як це по але ми до у ви за від якщо мене мені вже коли немає є був для ще можна вас будь ласка дякую добрий день чи щоб тільки ваш дуже де так',
  en: 'the and to of a in is it you that for on with this have not be are my your i we can please thanks hello was but from when has will at do as if',
  de: 'und der die das ist nicht ich sie wir mit für auf ein eine zu den von es bitte danke hallo haben wie noch kann aber auch mein meine ihr ihre',
  fr: 'le la les et de des un une est pas je vous nous pour que qui dans sur avec ce mon ma votre bonjour merci mais au du en ne il',
  es: 'el la los las y de un una es no que en por para con mi su me se hola gracias pero como he está del al lo más yo usted',
  it: 'il la le e di un una è non che in per con mi ho sono si grazie buongiorno ma come del della al lo mio vostro anche',
  pt: 'o a os as e de um uma é não que em por para com meu minha eu obrigado olá mas como do da no na se você está',
  pl: 'i w nie na że się z do jest to jak ale mi czy proszę dziękuję dzień dobry od po za przez mam jestem moje państwa o',
  nl: 'de het een en van is niet ik u we met voor op te dat die in bedankt hallo maar ook mijn uw hebben kan graag',
  tr: 've bir bu için ile de da ne mi çok ben siz merhaba teşekkürler var yok ama gibi olarak daha değil lütfen',
};
const SETS = Object.entries(WORDS).map(([language, words]) => [language, new Set(words.split(' '))] as const);
/** Endings that tell Bulgarian and Russian apart where the words are few. */
const ENDINGS: [RegExp, string, number][] = [
  [/\p{L}{3}(?:ата|ята|ето|ото|ите|ът|ият|хме|хте|ахте)(?!\p{L})/gu, 'bg', 0.6],
  [/\p{L}{2}(?:ый|ий|ая|ые|ого|ему|ться|ется|ешь|ают|ить|ать|еть|ками|ции|ле|ке)(?!\p{L})/gu, 'ru', 0.6],
];
/** Letters that settle it between languages of one script. */
const LETTERS: [RegExp, string, number][] = [
  [/[ыэё]/g, 'ru', 1.5],
  [/[іїєґ]/g, 'uk', 2],
  [/ъ(?=[бвгджзклмнпрстфхцчшщ])/g, 'bg', 2],
  [/[ąęłńśźż]/g, 'pl', 1],
  [/[äöüß]/g, 'de', 0.4],
  [/[ñ¿¡]/g, 'es', 1],
  [/[ãõ]/g, 'pt', 1],
  [/[ğış]/g, 'tr', 0.7],
];
const SCRIPTS: [RegExp, string][] = [
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7af]/g, 'ko'],
  [/[\u4e00-\u9fff]/g, 'zh'],
  [/[\u0590-\u05ff]/g, 'he'],
  [/[\u0600-\u06ff]/g, 'ar'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u10a0-\u10ff]/g, 'ka'],
  [/[\u0e00-\u0e7f]/g, 'th'],
  [/[\u0530-\u058f]/g, 'hy'],
];
const ENOUGH = 4000;

/** BCP 47 language of the words, or null where too few of them tell. */
export function languageOf(text: string): string | null {
  const sample = text
    .slice(0, ENOUGH)
    .toLowerCase()
    .replace(/https?:\/\/\S{1,500}|\S{1,64}@\S{1,200}/g, ' ');
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return null;
  for (const [script, language] of SCRIPTS) {
    if ((sample.match(script)?.length ?? 0) > letters * (language === 'ja' ? 0.1 : 0.3)) return language;
  }
  const cyrillic = (sample.match(/[\u0400-\u04ff]/g)?.length ?? 0) > letters / 3;
  const scores = new Map<string, number>();
  const add = (language: string, points: number) => scores.set(language, (scores.get(language) ?? 0) + points);
  for (const word of sample.match(/[\p{L}'’]+/gu) ?? []) {
    for (const [language, words] of SETS) if (words.has(word)) add(language, 1);
  }
  for (const [letter, language, weight] of [...LETTERS, ...(cyrillic ? ENDINGS : [])])
    add(language, (sample.match(letter)?.length ?? 0) * weight);
  const ukrainian = /[іїєґ]/.test(sample);
  const fitting = [...scores]
    .filter(([language]) => ['ru', 'bg', 'uk'].includes(language) === cyrillic && (language !== 'uk' || ukrainian))
    .sort((a, b) => b[1] - a[1]);
  const [best, second] = fitting;
  if (best && best[1] >= 1 && (!second || best[1] > second[1])) return best[0];
  if (cyrillic) return best && second && best[1] === second[1] ? 'ru' : (best?.[0] ?? 'ru');
  return best && best[1] >= 1 ? best[0] : null;
}
