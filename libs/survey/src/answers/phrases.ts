// What an answer is about: its words without the small ones, and the pairs and triples that stand together, by their stems.
import type { AnswerLanguage, KnownLanguage } from './language.js';
import { stemOf } from './stems.js';

const STOP: Record<KnownLanguage, Set<string>> = {
  en: list(`a an the and or but if then so as of in on at to for from with by about into over after before up down out off again once i me my mine you your yours he
    him his she her it its we us our they them their this that these those is am are was were be been being have has had having do does did doing done will would
    can could should shall may might must not no nor very really just too also even only still there here what which who whom when where why how all any both each
    few more most other some such own same than because while until during between get got getting go went gone come came make made take took one two first last
    much many lot thing things something anything nothing everything everyone somebody nobody yes ok okay thanks thank please hello hi dear regards never always
    good great nice bad well like want wanted need needed know knew think thought say said tell told don didn doesn isn wasn t s m re ve ll d am pm back way`),
  ru: list(`и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему теперь когда даже ну ли если
    уже или ни быть был него до вас нибудь опять вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто
    чего раз тоже себе под будет ж тогда кто этот того потому этого какой совсем ним здесь этом один почти мой тем чтобы нее сейчас были куда зачем всех никогда можно
    при наконец два об другой хоть после над больше тот через эти нас про всего них какая много разве эту моя свою этой перед иногда лучше чуть том такой им более
    всегда конечно всю между это очень спасибо пожалуйста здравствуйте добрый день привет вы ваш ваша ваше ваши мои мое свой свои просто хотя тогда тому весь вся
    хорошо хороший плохо плохой отлично нормально вообще также пока хотелось хочу хотел хотела сказать сказали сделать сделали стал стали стало мною нами вами из-за`),
  bg: list(`и в във на не да се си че за от с със по до при как какво кой коя кое кои това този тази тези онзи аз ти той тя то ние вие те ме ми мен те ти го му я й ги им
    ни нас ви вас е са съм сме сте бях беше бяха бъде ще няма има нямам имам нямаше имаше но а ама или ако когато където защо защото така тук там още вече само също
    много малко повече най по-добре без след преди между над под към през около докато дори все всичко всички всеки всяка нищо никой никога винаги пак ли бе бих
    би може могат мога трябва трябваше един една едно едни два две моля благодаря мерси здравейте добър ден добре добро лошо хубаво супер обаче макар чрез според
    свой своя моя мой мои твой ваш ваша ваше ваши наш наша мога искам исках каза казаха направи направиха стана някой някоя нещо тъй като дали именно освен за-да`),
};
const LONGEST = 3;
/** Of one answer; what comes after is of another matter, or of none. */
const MOST_WORDS = 300;
const MOST_PHRASES = 200;

/** A phrase by its stems, `delivery late`, and as it was said here. */
export interface Phrase {
  key: string;
  said: string;
}

/**
 * Each phrase of an answer once: single words of four letters and more, and two or three that stand beside each other within
 * a clause and begin and end with words of content. What was taken out of the text is in none.
 */
export function phrasesOf(text: string, language: AnswerLanguage): Phrase[] {
  const stop = language === 'unknown' ? null : STOP[language];
  if (!stop) return [];
  const found = new Map<string, string>();
  let words = 0;
  for (const clause of text
    .toLowerCase()
    .replace(/⟨[a-z]+⟩/g, '.')
    .replace(/[’`]/g, "'")
    .split(/[.,;:!?()\n—–"«»„“]+/)) {
    const said = (clause.match(/[\p{L}][\p{L}'-]*/gu) ?? []).slice(0, MOST_WORDS - words);
    words += said.length;
    takeClause(said, language, stop, found);
    if (words >= MOST_WORDS || found.size >= MOST_PHRASES) break;
  }
  return [...found].slice(0, MOST_PHRASES).map(([key, each]) => ({ key, said: each }));
}

function takeClause(said: string[], language: AnswerLanguage, stop: Set<string>, found: Map<string, string>): void {
  const isStop = (word: string) => stop.has(word.replaceAll('ё', 'е')) || word.length < 2;
  for (let from = 0; from < said.length; from++) {
    if (isStop(said[from]!)) continue;
    for (let length = 1; length <= LONGEST && from + length <= said.length; length++) {
      const part = said.slice(from, from + length);
      const inside = part.filter((word) => !isStop(word));
      if (isStop(part.at(-1)!) || (length === 1 && part[0]!.length < 4)) continue;
      const key = inside.map((word) => stemOf(word, language)).join(' ');
      if (new Set(key.split(' ')).size < inside.length) continue;
      if (!found.has(key)) found.set(key, part.join(' '));
    }
  }
}

function list(words: string): Set<string> {
  return new Set(words.split(/\s+/));
}
