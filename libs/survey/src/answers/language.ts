// Which of our languages an answer is in, by its letters and its small words; `unknown` where they do not tell.
export type KnownLanguage = 'en' | 'ru' | 'bg';
export type AnswerLanguage = KnownLanguage | 'unknown';
export const ANSWER_LANGUAGES: readonly AnswerLanguage[] = ['en', 'ru', 'bg', 'unknown'];

const SMALL: Record<KnownLanguage, Set<string>> = {
  en: words(`the a an and or but i you he she it we they my your his her its our their me him them us is am are was were be been have has had do does
    did not no to of in on at for from with by about as that this these those what when who why how which so very too just all any some there then than
    thank thanks would could should will can get got good great help helpful answer service support problem order please fast quick never still again`),
  ru: words(`что это как так все всё его её ее их мне меня вы вас вам мы нас нам он она они было был была были есть нет уже ещё еще очень только если чтобы
    когда где почему потому спасибо большое пожалуйста благодарю быстро хорошо отлично плохо долго заказ заказал помогли решили ответили проблема вопрос
    или ни же ли бы раз до со из у к об при для под без через никто ничего всегда сразу хотелось который которая я ты мой моя моё мои ваш ваша ваши`),
  bg: words(`съм си са сме сте е бе беше бяха ще да ли се ги го ѝ й му им ми ме ви ни ти той тя те тя то аз вие ние това този тази тези онзи както че като
    със във от за до при без след преди много малко повече благодаря мерси моля добре бързо отлично лошо здравейте поръчка поръчах поръчката помогнаха
    решиха отговориха проблемът въпрос няма нямам няма имам има имаше всичко винаги още вече само защото защо кога къде как или никой нищо обаче ама`),
};
/** Endings that one of the two has and the other has not: Bulgarian articles; Russian infinitives, adjectives and reflexives. */
const RUSSIAN_ENDING = /(?:ть|ться|тся|ый|ий|ого|его|ому|ему|ыми|ая|ое|ые|ешь|ишь|ете|ите|лся|лась|лись|ением|остью)$/;
const BULGARIAN_ENDING = /(?:ът|ият|ата|ята|ото|ето|ите|овете|хте|ихме|ахме|аха|иха|яха|аме|ваме)$/;
/** Letters of neither: Ukrainian, Belarusian, Serbian, Macedonian. */
const OTHER_CYRILLIC = /[іїєґўјљњћђџѓќѕ]/;
/** Letters that English has not. */
const OTHER_LATIN = /[äöüßàâçéèêëîïôûùæœñáíóúąćęłńśźżčďěňřšťůžğışőű¿¡]/;
const FEWEST_LETTERS = 3;

/** Never a guess: a word that two of them share, or a language that is none of them, is `unknown`. */
export function languageOf(text: string): AnswerLanguage {
  const said = text.toLowerCase().normalize('NFC');
  const cyrillic = said.match(/[\u0400-\u04ff]/g)?.length ?? 0;
  const latin = said.match(/[a-z\u00df-\u024f]/g)?.length ?? 0;
  if (cyrillic + latin < FEWEST_LETTERS) return 'unknown';
  const all = said.match(/\p{L}+/gu) ?? [];
  return cyrillic >= latin ? ofCyrillic(said, all) : ofLatin(said, all);
}

function ofLatin(said: string, all: string[]): AnswerLanguage {
  const hits = all.filter((word) => SMALL.en.has(word)).length;
  const foreign = said.match(new RegExp(OTHER_LATIN, 'g'))?.length ?? 0;
  return hits > 0 && foreign <= all.length / 8 && hits >= all.length / 6 ? 'en' : 'unknown';
}

function ofCyrillic(said: string, all: string[]): AnswerLanguage {
  if (OTHER_CYRILLIC.test(said)) return 'unknown';
  let [ru, bg] = [0, 0];
  // Bulgarian has none of these letters; Russian writes ъ before е, ё, ю, я alone, Bulgarian mostly elsewhere.
  ru += 3 * Math.min(3, said.match(/[ыэё]/g)?.length ?? 0);
  bg += 3 * Math.min(3, said.match(/ъ(?![еёюя])/g)?.length ?? 0);
  for (const word of all) {
    const [inRu, inBg] = [SMALL.ru.has(word), SMALL.bg.has(word)];
    if (inRu && !inBg) ru += 1.5;
    else if (inBg && !inRu) bg += 1.5;
    else if (word.length > 4 && RUSSIAN_ENDING.test(word) && !BULGARIAN_ENDING.test(word)) ru += 1;
    else if (word.length > 4 && BULGARIAN_ENDING.test(word) && !RUSSIAN_ENDING.test(word)) bg += 1;
  }
  if (Math.abs(ru - bg) < 1) return 'unknown';
  return ru > bg ? 'ru' : 'bg';
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/));
}
