// winmail.dat that is cut off or lies about its lengths: what was there before counts, and nothing is thrown.
import { expect, it } from '@jest/globals';
import { isTnef, readTnef } from './tnef.js';

const attribute = (tag: number, value: Buffer) => {
  const head = Buffer.alloc(9);
  head[0] = 1;
  head.writeUInt32LE(tag, 1);
  head.writeUInt32LE(value.length, 5);
  return Buffer.concat([head, value, Buffer.alloc(2)]);
};
const tnef = (...attributes: Buffer[]) => Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...attributes]);
const file = (name: string, content: string) => [
  attribute(0x69002, Buffer.alloc(14)),
  attribute(0x18010, Buffer.from(`${name}\0`)),
  attribute(0x6800f, Buffer.from(content)),
];
/** One property of words, as MAPI writes it. */
const property = (id: number, words: string) => {
  const value = Buffer.from(`${words}\0`, 'utf16le');
  const head = Buffer.alloc(12);
  head.writeUInt16LE(0x1f, 0);
  head.writeUInt16LE(id, 2);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(value.length, 8);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
};
const properties = (...each: Buffer[]) => {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(each.length);
  return Buffer.concat([count, ...each]);
};

it('finds the words, the page and the files', () => {
  const whole = tnef(
    attribute(0x69003, properties(property(0x1000, 'Где заказ?'), property(0x1013, '<p>Где заказ?</p>'))),
    ...file('a.txt', 'one'),
    ...file('b.txt', 'two'),
    attribute(0x69005, properties(property(0x3707, 'длинное имя.txt'), property(0x3712, 'cid1'))),
  );
  const { text, html, files } = readTnef(whole);
  expect([text, html]).toEqual(['Где заказ?', '<p>Где заказ?</p>']);
  expect(files.map(({ name, content, contentId }) => [name, content.toString(), contentId])).toEqual([
    ['a.txt', 'one', null],
    ['длинное имя.txt', 'two', 'cid1'],
  ]);
});

it('reads what is left of one that was cut anywhere', () => {
  const whole = tnef(attribute(0x69003, properties(property(0x1000, 'words'))), ...file('a.txt', 'one'));
  for (let length = 0; length <= whole.length; length++) {
    const cut = whole.subarray(0, length);
    expect(readTnef(cut).files.length).toBeLessThanOrEqual(1);
    expect(isTnef(cut)).toBe(length > 6);
  }
});

it('believes no count and no length', () => {
  const liar = properties(property(0x1000, 'words'));
  liar.writeUInt32LE(0xffffffff, 0);
  expect(readTnef(tnef(attribute(0x69003, liar))).text).toBe('words');
  liar.writeUInt32LE(0xfffffff0, 8);
  expect(() => readTnef(tnef(attribute(0x69003, liar)))).not.toThrow();
});
