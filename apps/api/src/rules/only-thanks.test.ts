// Which words are only thanks, by table.
import { expect, test } from '@jest/globals';
import { onlyThanks } from './only-thanks.js';

test.each([
  'Thanks!',
  'Thank you very much, it works now',
  'thx 👍',
  '👍',
  'Спасибо большое, всё заработало!',
  'Спасибо вам за помощь. Хорошего вечера',
  'Благодаря ви за бързия отговор!',
  'Мерси, всичко е наред',
  'OK, thank you so much for your help!',
])('%s', (words) => expect(onlyThanks(words)).toBe(true));

test.each([
  '',
  'ok',
  'Thanks, but it does not work',
  'Thank you. When will it arrive?',
  'Спасибо, но не работает',
  'Спасибо, а когда будет возврат?',
  'Благодаря, но поръчката още я няма',
  'Thanks, order 123456',
  'Спасибо, жду',
  'thank you please call me',
  'не спасибо',
])('%s is not', (words) => expect(onlyThanks(words)).toBe(false));
