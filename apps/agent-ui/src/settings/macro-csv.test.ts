// Tables of macros, as different spreadsheets write them.
import { describe, expect, it } from '@jest/globals';
import { macrosOf } from './macro-csv.js';

const two = [
  { name: 'Thanks', text: 'Thank you, "dear"!\nBye' },
  { name: 'Late', text: 'Sorry, it is late; soon' },
];

describe('a table of macros', () => {
  it.each([
    [
      'a heading and commas',
      'Name,Text\r\nThanks,"Thank you, ""dear""!\nBye"\r\nLate,"Sorry, it is late; soon"\r\n',
      two,
    ],
    ['semicolons', 'name;text\nThanks;"Thank you, ""dear""!\nBye"\nLate;"Sorry, it is late; soon"', two],
    ['tabs', 'name\ttext\nThanks\t"Thank you, ""dear""!\nBye"\nLate\tSorry, it is late; soon', two],
    ['no heading', 'Hi,Hello there', [{ name: 'Hi', text: 'Hello there' }]],
    [
      'a Russian heading in another order',
      '\ufeffтекст;название\nСпасибо!;Благодарность',
      [{ name: 'Благодарность', text: 'Спасибо!' }],
    ],
    ['empty and half rows', 'name,text\n\n,no name\nno text,\n', []],
    ['nothing', '', []],
  ])('%s', (_, csv, macros) => expect(macrosOf(csv)).toEqual(macros));
});
