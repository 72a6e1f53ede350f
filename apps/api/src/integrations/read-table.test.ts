// Files as they come: their letters, their marks, their lines; and what their columns most likely mean.
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { guessMapping, mappingFaults } from './import-columns.js';
import { readTable, shapeOf } from './read-table.js';

async function rowsOf(bytes: Buffer, piece = 7) {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  const rows = [];
  for await (const row of readTable(Readable.from(pieces), shapeOf(bytes))) rows.push(row);
  return rows;
}
/** Cyrillic as Windows keeps it. */
const cp1251 = (words: string) =>
  Buffer.from(
    [...words].map((one) => (one >= 'А' && one <= 'я' ? one.charCodeAt(0) - 0x410 + 0xc0 : one.charCodeAt(0))),
  );

describe('a table', () => {
  it('of commas, with quotes over lines', async () =>
    expect(await rowsOf(Buffer.from('\uFEFFid,words\n1,"a, ""b""\nc"\n\n2,x\n'))).toEqual([
      { line: 1, cells: ['id', 'words'] },
      { line: 3, cells: ['1', 'a, "b"\nc'] },
      { line: 5, cells: ['2', 'x'] },
    ]));
  it('of semicolons in the Cyrillic of Windows', async () =>
    expect((await rowsOf(cp1251('Номер;Сумма\r\n7;1,5\r\n'))).map((row) => row.cells)).toEqual([
      ['Номер', 'Сумма'],
      ['7', '1,5'],
    ]));
  it('of tabs, in letters of two bytes', async () =>
    expect((await rowsOf(Buffer.from('\uFEFFid\tимя\n1\tЮ\n', 'utf16le'))).map((row) => row.cells)).toEqual([
      ['id', 'имя'],
      ['1', 'Ю'],
    ]));
  it('whose rows are shorter or longer than its head', async () =>
    expect((await rowsOf(Buffer.from('a,b\n1\n1,2,3\n'))).map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['1'],
      ['1', '2', '3'],
    ]));
});

it('a row of a million columns is none, and costs little', async () => {
  const wide = Buffer.from(`a,b\n${','.repeat(3_000_000)}\n`);
  await expect(rowsOf(wide, 65_536)).rejects.toMatchObject({ code: 'CSV_TOO_WIDE' });
});

describe('columns', () => {
  it('of a shop are known by their names', () =>
    expect(
      guessMapping('orders', ['Order ID', 'Order number', 'Created at', 'Total', 'Currency', 'E-mail', 'Colour'], []),
    ).toEqual(['externalId', 'number', 'placedAt', 'amount', 'currency', 'email', null]));
  it('in Russian too', () =>
    expect(guessMapping('orders', ['Номер заказа', 'Дата', 'Сумма', 'Статус', 'Телефон', 'Клиент'], [])).toEqual([
      'externalId',
      'placedAt',
      'amount',
      'status',
      'phone',
      'name',
    ]));
  it('say what is missing', () => {
    expect(mappingFaults('orders', ['amount', null], ['a', 'b'], [])).toEqual([
      'needed.externalId',
      'needed.placedAt',
      'needed.whose',
    ]);
    expect(mappingFaults('contacts', ['email', 'email', 'field.no'], ['a', 'b', 'c'], [])).toEqual([
      'mapping.2',
      'mapping.1',
    ]);
  });
});
