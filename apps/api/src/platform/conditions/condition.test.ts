// What may be asked, and what a row answers.
import { describe, expect, it } from '@jest/globals';
import { type Condition, checkCondition, type Fields, leavesOf } from './condition.js';
import { conditionSql } from './condition-sql.js';
import { meets } from './meets.js';

interface Row {
  colour: string | null;
  size: number | null;
  marks: number[];
  words: string | null;
  at: Date | null;
  loud: boolean | null;
}
const fields: Fields<Row> = {
  colour: { type: 'choice', sql: 't.colour', of: (row) => row.colour, values: ['red', 'green'] },
  size: { type: 'number', sql: 't.size', of: (row) => row.size, as: 'int' },
  mark: { type: 'list', sql: 't.marks', of: (row) => row.marks, as: 'int' },
  words: { type: 'text', sql: 't.words', of: (row) => row.words },
  at: { type: 'instant', sql: 't.at', of: (row) => row.at },
  loud: { type: 'flag', sql: 't.loud', of: (row) => row.loud },
};
const NOW = new Date('2026-03-01T12:00:00Z');
const empty: Row = { colour: null, size: null, marks: [], words: null, at: null, loud: null };
const full: Row = {
  colour: 'red',
  size: 3,
  marks: [1, 2],
  words: 'Où est ПИСЬМО 100%?',
  at: new Date('2026-03-01T11:00:00Z'),
  loud: true,
};
const red: Condition = { field: 'colour', op: 'is', value: 'red' };
const deep = (levels: number): Condition => (levels === 0 ? red : { all: [deep(levels - 1)] });

describe('what may be asked', () => {
  it.each<[string, unknown, string[]]>([
    ['everything', { all: [] }, []],
    ['one question', red, []],
    ['groups in groups', { any: [red, { not: { all: [red, red] } }] }, []],
    ['four groups deep', deep(4), []],
    ['five groups deep', deep(5), ['all.0.all.0.all.0.all.0.all']],
    ['any of nothing', { any: [] }, ['any']],
    ['an empty group inside', { any: [{ all: [] }] }, ['any.0.all']],
    ['nothing', null, ['condition']],
    ['a list', [], ['condition']],
    ['two groups in one', { all: [red], any: [red] }, ['all', 'any']],
    ['an unknown field', { all: [red, { field: 'shape', op: 'is', value: 1 }] }, ['all.1.field']],
    ['a field of every object', { field: 'constructor', op: 'is', value: 1 }, ['field']],
    ['a question of another type', { field: 'colour', op: 'more', value: 1 }, ['op']],
    ['a value it cannot have', { not: { field: 'colour', op: 'in', value: ['blue'] } }, ['not.value']],
    ['no value', { field: 'colour', op: 'in', value: [] }, ['value']],
    ['too many values', { field: 'mark', op: 'contains', value: Array(201).fill(1) }, ['value']],
    ['a value too many', { field: 'colour', op: 'set', value: true }, ['value']],
    ['a word too many', { ...red, or: 'else' }, ['or']],
    ['half of a whole number', { field: 'size', op: 'more', value: 1.5 }, ['value']],
    ['a number no row can hold', { field: 'size', op: 'more', value: 3e9 }, ['value']],
    ['no number', { field: 'size', op: 'more', value: Number.NaN }, ['value']],
    ['nothing to look for', { field: 'words', op: 'contains', value: '' }, ['value']],
    ['a character no row can hold', { field: 'words', op: 'is', value: 'a\0' }, ['value']],
    ['a moment in words', { field: 'at', op: 'before', value: 'tomorrow' }, ['value']],
    ['a moment', { field: 'at', op: 'before', value: '2026-03-01T12:00:00+02:00' }, []],
    ['a day', { field: 'at', op: 'after', value: '2026-03-01' }, []],
    ['an hour ago', { field: 'at', op: 'before', value: { ago: 3600 } }, []],
    ['two moments', { field: 'at', op: 'before', value: { ago: 1, ahead: 1 } }, ['value']],
    ['backwards', { field: 'at', op: 'before', value: { ago: -1 } }, ['value']],
    ['fifty questions', { all: Array(50).fill(red) }, []],
    ['fifty-one', { all: Array(51).fill(red) }, ['all.50']],
    ['many words', { field: 'words', op: 'contains', value: Array(200).fill('word') }, []],
    [
      'more words than a list can be read for',
      { all: Array(3).fill({ field: 'words', op: 'contains', value: Array(200).fill('word') }) },
      ['all.2.value'],
    ],
    [
      'words without end',
      { any: Array(42).fill({ field: 'words', op: 'is', value: 'a'.repeat(500) }) },
      ['any.40.value', 'any.41.value'],
    ],
  ])('%s', (_, condition, faults) => expect(checkCondition(condition, fields)).toEqual(faults));

  it('costs nothing however large it is', () => {
    expect(checkCondition({ all: Array(1_000_000).fill(1) }, fields).length).toBeLessThan(60);
  });
});

describe('what a row answers', () => {
  it.each<[string, Condition, boolean, boolean]>([
    ['everything', { all: [] }, true, true],
    ['is', red, true, false],
    ['in', { field: 'colour', op: 'in', value: ['green', 'red'] }, true, false],
    ['not in: what has none is in none', { field: 'colour', op: 'not-in', value: ['red'] }, false, true],
    ['set', { field: 'words', op: 'set' }, true, false],
    ['unset', { field: 'mark', op: 'unset' }, false, true],
    ['more', { field: 'size', op: 'more', value: 2 }, true, false],
    ['less: what has none is not less', { field: 'size', op: 'less', value: 9 }, true, false],
    ['but it is not more either', { not: { field: 'size', op: 'more', value: 2 } }, false, true],
    ['contains one of them', { field: 'mark', op: 'contains', value: [2, 7] }, true, false],
    ['lacks all of them', { field: 'mark', op: 'lacks', value: [3, 7] }, true, true],
    ['words, whatever their case', { field: 'words', op: 'contains', value: 'письмо 100%' }, true, false],
    ['the whole words', { field: 'words', op: 'is', value: 'письмо' }, false, false],
    ['before', { field: 'at', op: 'before', value: { ago: 1800 } }, true, false],
    ['after', { field: 'at', op: 'after', value: { ago: 1800 } }, false, false],
    ['loud', { field: 'loud', op: 'is', value: true }, true, false],
    ['quiet', { field: 'loud', op: 'is', value: false }, false, true],
    ['any', { any: [{ not: red }, { field: 'size', op: 'is', value: 3 }] }, true, true],
  ])('%s', (_, condition, ofFull, ofEmpty) => {
    expect(meets(condition, fields, full, NOW)).toBe(ofFull);
    expect(meets(condition, fields, empty, NOW)).toBe(ofEmpty);
  });
});

describe('as SQL', () => {
  const sql = (condition: Condition) => {
    const given: unknown[] = [];
    return { sql: conditionSql(condition, fields, (value) => `$${given.push(value)}`, NOW), given };
  };

  it('plain questions stay plain, so that an index can answer them', () => {
    expect(sql({ all: [red, { field: 'size', op: 'in', value: [1, 2] }] })).toEqual({
      sql: '(t.colour = $1::text AND t.size = ANY($2::int[]))',
      given: ['red', [1, 2]],
    });
    expect(sql({ not: { any: [{ not: red }] } }).sql).toBe('(t.colour = $1::text)');
  });

  it('a denial is a yes or a no', () => {
    expect(sql({ not: red }).sql).toBe('(t.colour = $1::text) IS NOT TRUE');
    expect(sql({ field: 'mark', op: 'unset' }).sql).toBe('NOT (coalesce(cardinality(t.marks), 0) > 0)');
  });

  it('what was typed is a value, never a pattern', () => {
    expect(sql({ field: 'words', op: 'contains', value: "50%_\\'" }).given).toEqual(["%50\\%\\_\\\\'%"]);
  });
});

it('every question of a condition, in order', () => {
  expect(leavesOf({ any: [red, { not: { all: [{ field: 'size', op: 'set' }] } }] }).map(({ field }) => field)).toEqual([
    'colour',
    'size',
  ]);
});
