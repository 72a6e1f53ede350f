// The widget's words in the visitor's language.
import type { Locale } from '../choose-locale.js';
import { bg } from './bg.js';
import { en, type Words } from './en.js';
import { ru } from './ru.js';

export type { Words } from './en.js';
export const wordsOf = (locale: Locale): Words => ({ en, ru, bg })[locale];
