// Bytes without a trustworthy label: what they are taken for.
import { expect, it } from '@jest/globals';
import { decodeBytes } from './charset.js';
import { guessCharset } from './charset-guess.js';

const RU = 'Здравствуйте! Когда привезут заказ?';
/** Cyrillic in an 8-bit charset, by its table: what no encoder of the platform writes. */
function encode(text: string, charset: string): Uint8Array {
  const table = new Map<string, number>();
  const decoder = new TextDecoder(charset);
  for (let byte = 0; byte < 256; byte++) table.set(decoder.decode(new Uint8Array([byte])), byte);
  return new Uint8Array([...text].map((letter) => table.get(letter)!));
}

it.each(['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866'])('recognises %s', (charset) => {
  for (const text of [
    RU,
    'ГДЕ МОЙ ЗАКАЗ',
    'Да',
    'Order 1042: где он?',
    'Благодаря, получих я вчера. Всичко е наред.',
  ]) {
    expect(decodeBytes(encode(text, charset), charset === 'windows-1251' || text.length > 12 ? null : charset)).toBe(
      text,
    );
  }
});

it.each([
  'Grüße',
  'créée à Noël',
  'où est ma commande ?',
  'naïve café',
  'Ä',
  'mañana',
  'Ärger',
  'ok\nÄnderung',
  'Order\tÜbung',
])('leaves %s western', (text) => {
  const bytes = encode(text, 'windows-1252');
  expect(guessCharset(bytes)).toBe('windows-1252');
  for (const label of [null, 'iso-8859-1', 'us-ascii', 'windows-1252', 'x-unknown'])
    expect(decodeBytes(bytes, label)).toBe(text);
});

it.each<[string, string, string]>([
  [RU, 'koi8-r', 'koi8_r'],
  [RU, 'koi8-r', 'KOI8R'],
  [RU, 'windows-1251', 'cp1251'],
  [RU, 'windows-1251', 'win-1251'],
  [RU, 'windows-1251', '"windows-1251"'],
  [RU, 'windows-1251', 'iso-8859-1'],
  [RU, 'iso-8859-5', 'ISO8859-5'],
])('reads %s in %s called %s', (text, charset, label) => expect(decodeBytes(encode(text, charset), label)).toBe(text));

it('reads UTF-8 whatever it is called, and other ways of writing', () => {
  const bytes = Buffer.from(RU);
  for (const label of [null, 'us-ascii', 'iso-8859-1', 'iso-2022-jp', 'utf8', 'x', 'windows-1251', 'koi8-r', 'gb2312'])
    expect(decodeBytes(bytes, label)).toBe(RU);
  expect(decodeBytes(Buffer.from('Привет').subarray(0, -1), null)).toBe('Приве');
  expect(decodeBytes(Buffer.from('\ufeffhi', 'utf16le'), null)).toBe('hi');
  expect(decodeBytes(Buffer.concat([Buffer.from('\ufeffhi', 'utf16le'), Buffer.from('\n')]), 'utf-16')).toBe('hi');
  expect(decodeBytes(Buffer.from('Hi +BD8EQAQ4BDIENQRC-!'), 'utf-7')).toBe('Hi привет!');
  expect(decodeBytes(Buffer.from('a\0b'), null)).toBe('ab');
});
