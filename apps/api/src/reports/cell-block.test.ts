// What is packed is read again, whatever it is; and what does not matter is skipped.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addCell, type Cells, packCells, readCells, unpackCells } from './cell-block.js';
import {
  barOfEntry,
  bucketOfEntry,
  entryOf,
  fieldItems,
  isSurveyName,
  readReasonName,
  readSurveyName,
  reasonName,
  sliceName,
  surveyName,
} from './cells.js';

const cell = fc.record({
  slice: fc.nat(100_000),
  kind: fc.nat(30),
  entry: fc.nat(70_000),
  n: fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -(2 ** 50), max: 2 ** 50 })),
});
const gathered = (list: { slice: number; kind: number; entry: number; n: number }[]) => {
  const cells: Cells = new Map();
  for (const { slice, kind, entry, n } of list) addCell(cells, slice, kind, entry, n);
  return cells;
};
const plain = (cells: Cells) =>
  [...cells]
    .flatMap(([slice, kinds]) =>
      [...kinds].flatMap(([kind, entries]) => [...entries].map(([entry, n]) => `${slice}.${kind}.${entry}=${n}`)),
    )
    .sort();

describe('cells in bytes', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 200 }), (list) => {
        const cells = gathered(list);
        expect(plain(unpackCells(packCells(cells)))).toEqual(plain(cells));
      }),
    );
  });

  test('of some slices only', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 100 }), (list) => {
        const even: Cells = new Map();
        readCells(
          packCells(gathered(list)),
          (slice) => slice % 2 === 0,
          (...one) => addCell(even, ...one),
        );
        expect(plain(even)).toEqual(plain(gathered(list.filter(({ slice }) => slice % 2 === 0))));
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN])('of %p nothing is written that would be read as something else', (entry) => {
    expect(() => packCells(gathered([{ slice: 1, kind: 2, entry, n: 1 }]))).toThrow(RangeError);
  });

  test('that were cut short are refused, not read for ever', () => {
    const whole = packCells(gathered([{ slice: 300, kind: 2, entry: 5000, n: 900 }]));
    expect(() => unpackCells(whole.subarray(0, -1))).toThrow(RangeError);
  });

  test('what was added and taken away again leaves nothing', () => {
    const cells = gathered([{ slice: 7, kind: 3, entry: 9, n: 2 }]);
    addCell(cells, 7, 3, 9, -2);
    expect(packCells(cells)).toHaveLength(0);
  });
});

describe('names of cells', () => {
  test.each([
    [-32768, 0],
    [0, 0],
    [205, 1],
    [977, 18],
  ])('bucket %i in bar %i', (bucket, bar) => {
    const entry = entryOf(bucket, bar);
    expect([bucketOfEntry(entry), barOfEntry(entry)]).toEqual([bucket, bar]);
  });

  test.each([
    { surveyId: '0199', kind: 'csat', scaleMax: 5, score: 0, good: false, wait: 0, reopened: false, handoffs: 0 },
    {
      ...{ surveyId: null, kind: null, scaleMax: null, score: null, good: null },
      wait: null,
      reopened: true,
      handoffs: 2,
    },
    { surveyId: '0199', kind: 'nps', scaleMax: 10, score: 9, good: true, wait: 900, reopened: true, handoffs: 1 },
  ])('a survey %#', (survey) => {
    expect(isSurveyName(surveyName(survey))).toBe(true);
    expect(readSurveyName(surveyName(survey))).toEqual(survey);
  });

  test('a ticked reason, whatever stands in it', () => {
    const reason = { kind: 'ces', scaleMax: null, score: 7, reason: 'slow | and dear' };
    expect(readReasonName(reasonName(reason))).toEqual(reason);
  });

  test('of the fields of a ticket those that make groups', () => {
    const fields = { a: ['x', 'b:c'], b: true, c: 'no' };
    expect(fieldItems(fields, new Set(['a', 'b']))).toEqual(['a:b:c', 'a:x', 'b:true']);
  });

  test('the order of tags makes no other slice, a tag more does', () => {
    const slice = {
      channel: 'email',
      connectionId: 'c',
      agentId: null,
      teamId: 't',
      language: 'ru',
      priority: 1,
      tags: [10, 9],
      fields: [],
    };
    expect(sliceName({ ...slice, tags: [9, 10] })).toBe(sliceName(slice));
    expect(sliceName({ ...slice, tags: [9, 10, 1] })).not.toBe(sliceName(slice));
    expect(sliceName({ ...slice, agentId: 't', teamId: null })).not.toBe(sliceName(slice));
    expect(sliceName({ ...slice, priority: 2 })).not.toBe(sliceName(slice));
    expect(sliceName({ ...slice, fields: ['f:a'] })).not.toBe(sliceName(slice));
  });
});
