// Reasons that customers most often have, to begin with: each after the scores that it suits, in each language.
import type { Standing } from './scales.js';
import type { SurveyLocale } from './words.js';

export interface UsualReason {
  id: string;
  on: Standing[];
  words: Record<SurveyLocale, string>;
}

const poor: Standing[] = ['low', 'middle'];
const good: Standing[] = ['good'];

export const USUAL_REASONS: readonly UsualReason[] = [
  { id: 'slow', on: poor, words: { en: 'It took too long', ru: 'Слишком долго', bg: 'Твърде бавно' } },
  {
    id: 'unsolved',
    on: poor,
    words: { en: 'Not really solved', ru: 'Вопрос так и не решён', bg: 'Не е решено докрай' },
  },
  {
    id: 'again',
    on: poor,
    words: { en: 'Had to explain again', ru: 'Пришлось объяснять заново', bg: 'Наложи се да обяснявам отново' },
  },
  { id: 'unfriendly', on: poor, words: { en: 'Unfriendly', ru: 'Невежливо', bg: 'Нелюбезно' } },
  { id: 'fast', on: good, words: { en: 'Quick answer', ru: 'Быстрый ответ', bg: 'Бърз отговор' } },
  { id: 'clear', on: good, words: { en: 'Clearly explained', ru: 'Понятно объяснили', bg: 'Ясно обяснение' } },
  { id: 'kind', on: good, words: { en: 'Friendly', ru: 'Приветливо', bg: 'Любезно' } },
  { id: 'whole', on: good, words: { en: 'Solved for good', ru: 'Решили полностью', bg: 'Решено изцяло' } },
];
