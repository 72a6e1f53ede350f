// Compressed RTF: the example of its specification (MS-OXRTFCP 4.1), and what may be in it.
import { expect, it } from '@jest/globals';
import { textOfRtf } from './rtf-text.js';

const plain = (rtf: string) => {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(rtf.length + 12, 0);
  head.writeUInt32LE(rtf.length, 4);
  head.write('MELA', 8, 'latin1');
  return Buffer.concat([head, Buffer.from(rtf, 'latin1')]);
};

it('undoes the compression', () => {
  const hex =
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09002062770 5b06c647d0a800fa0'.replace(
      ' ',
      '',
    );
  expect(textOfRtf(Buffer.from(hex, 'hex'))).toBe('hello world');
});

it.each<[string, string]>([
  ['{\\rtf1\\ansi Where\\par is it?}', 'Where\nis it?'],
  ["{\\rtf1\\ansicpg1251 \\'c3\\'e4\\'e5}", 'Где'],
  ['{\\rtf1\\uc1 \\u1043?\\u1076?\\u1077?}', 'Где'],
  ['{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\\f0\\b Words\\b0  here}', 'Words here'],
  ['{\\rtf1 \\{braces\\} and \\\\ slash\\~blank}', '{braces} and \\ slash blank'],
  ['{\\rtf1 never closed {\\i words', 'never closed words'],
])('%s', (rtf, text) => expect(textOfRtf(plain(rtf))).toBe(text));

it('is null for what is no RTF', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(20), Buffer.from('LZFu')]) expect(textOfRtf(bytes)).toBe(null);
});
