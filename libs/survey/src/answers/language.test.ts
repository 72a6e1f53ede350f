// Which language, and when to say that nobody can know.
import { expect, it } from '@jest/globals';
import { languageOf } from './language.js';

it.each([
  ['The parcel is late', 'en'],
  ['Всё было очень хорошо', 'ru'],
  ['Въпросът беше решен', 'bg'],
  ['Спасибо', 'ru'],
  ['Благодаря ви', 'bg'],
  ['Супер', 'unknown'],
  ['ok', 'unknown'],
  ['👍', 'unknown'],
  ['', 'unknown'],
  ['Die Lieferung war zu spät und niemand hat geantwortet', 'unknown'],
  ['Le colis est arrivé en retard', 'unknown'],
  ['Дуже дякую, все швидко вирішили', 'unknown'],
  ['Све је било одлично, љубазни сте', 'unknown'],
])('%s: %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
