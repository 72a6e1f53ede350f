// Headers and links of a kept mail.
import { expect, test } from '@jest/globals';
import { headersOf, linksOf } from './kept-mail-text.js';

test('headers are unfolded and end at the first empty line', () => {
  const raw = Buffer.from('From: a@b.c\r\nReferences: <1@x>\r\n <2@x>\r\nX:y\r\n\r\nFrom: not a header');
  expect(headersOf(raw)).toEqual([
    { name: 'From', value: 'a@b.c' },
    { name: 'References', value: '<1@x> <2@x>' },
    { name: 'X', value: 'y' },
  ]);
});

test('links once each, entities undone, full stops left out', () => {
  const html = '<a href="https://d.example/s/t?score=4&amp;x=1">4</a><a href="mailto:a@b.c">m</a>';
  expect(linksOf('See https://d.example/s/t?score=4&x=1. Or (https://d.example/opt-out).', html)).toEqual([
    'https://d.example/s/t?score=4&x=1',
    'https://d.example/opt-out',
  ]);
});
