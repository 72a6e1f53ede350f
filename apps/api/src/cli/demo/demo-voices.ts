// What is said in the demo, by whom, in which language, and from which address.
import type { PlannedTicket } from './plan-month.js';
import { bg } from './words/bg.js';
import { en } from './words/en.js';
import { ru } from './words/ru.js';

export const WORDS = { en, ru, bg };

type Talk = Pick<PlannedTicket, 'language' | 'channel' | 'topic'>;

/** In mail people sign; in chat they do not. */
export function customerLine(talk: Talk, name: string, which: 'asks' | 'adds' | 'again' | 'further', pair = 0): string {
  const words = WORDS[talk.language];
  const text =
    which === 'again' ? words.again : which === 'further' ? words.further[pair]!.asks : words.topics[talk.topic][which];
  return talk.channel === 'email' ? `${text}\n\n${words.regards}\n${name}` : text;
}

export function agentLine(
  talk: Talk,
  name: string,
  agent: string,
  which: 'answers' | 'closes' | 'mended' | 'further',
  pair = 0,
): string {
  const words = WORDS[talk.language];
  const text =
    which === 'mended'
      ? words.mended
      : which === 'further'
        ? words.further[pair]!.answers
        : words.topics[talk.topic][which];
  if (talk.channel !== 'email') return text;
  const hello = words.hello.replace('{name}', name.split(' ')[0] as string);
  return `${hello}\n\n${text}\n\n${words.regards}\n${agent}`;
}

/** The demo's words need no escaping: they are ours. */
export function asHtml(text: string): string {
  const paragraphs = text.split('\n\n');
  return paragraphs.map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`).join('');
}

const LETTERS: Record<string, string> = Object.fromEntries(
  (
    'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ' +
    'ч:ch ш:sh щ:sht ъ:a ы:y ь: э:e ю:yu я:ya'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** At example.com, which belongs to nobody. */
export function addressOf(name: string, language: string): string {
  const letters = [...name.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join('');
  return `${letters.replace(/[^a-z]+/g, '.')}.${language}@example.com`;
}
