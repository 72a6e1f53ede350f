// Nobody's reply goes out in the name of whoever signed in after them.
import { expect, it } from '@jest/globals';
import { mayGo, toResume } from './whose-words.js';

const anna = { agentId: 'anna', state: 'waiting' as const };
const boris = { agentId: 'boris', state: 'waiting' as const };

it('words go for their writer alone', () => {
  expect([mayGo(anna, 'anna'), mayGo(anna, 'boris'), mayGo(anna, undefined)]).toEqual([true, false, false]);
});

it('what waits is taken up again for its writer, and what was refused for nobody', () => {
  expect(toResume([anna, boris, { ...boris, state: 'refused' as const }], 'boris')).toEqual([boris]);
});
