// One open answer, read: what may be shown of it, its language, how it feels and what it is about.
import { type Feeling, feelingOf } from './feeling.js';
import { type AnswerLanguage, languageOf } from './language.js';
import { type Phrase, phrasesOf } from './phrases.js';
import { redact } from './redact.js';

/** Kept with what was read; raised when the reading changes, so that it is known what was read by an older one. */
export const READING = 1;

export interface AnswerReading {
  text: string;
  /** How many personal things were taken out. */
  taken: number;
  language: AnswerLanguage;
  feeling: Feeling;
  weight: number;
  phrases: Phrase[];
}

export function readAnswer(said: string): AnswerReading {
  const { text, taken } = redact(said);
  const language = languageOf(text);
  return { text, taken, language, ...feelingOf(text, language), phrases: phrasesOf(text, language) };
}
