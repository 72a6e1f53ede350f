// What may stand in a field of the workspace's own, and by which words it is refused.
import { describe, expect, it } from '@jest/globals';
import { changeValues, looksLike, missingValues, plainValue } from './check-values.js';
import { type FieldDefinition, keyFrom, settleChoices } from './field-definition.js';

const field = (more: Partial<FieldDefinition>): FieldDefinition => ({
  id: 'f',
  of: 'ticket',
  key: 'key',
  label: 'Label',
  type: 'text',
  required: false,
  choices: [],
  min: null,
  max: null,
  pattern: null,
  place: 1,
  archived: false,
  ...more,
});
const choices = [
  { id: 'gold', label: 'Золото' },
  { id: 'free', label: 'Free' },
];

describe('a value', () => {
  it.each([
    ['a text', {}, ' words ', 'words'],
    ['nothing of spaces', {}, '   ', null],
    ['a number as people write it', { type: 'number' }, '1 234,5', 1234.5],
    ['zero', { type: 'number' }, 0, 0],
    ['a day', { type: 'date' }, '2026-02-28', '2026-02-28'],
    ['a choice by its label', { type: 'choice', choices }, 'золото', 'gold'],
    [
      'several, in the order of the choices',
      { type: 'multi-choice', choices },
      ['free', 'gold', 'free'],
      ['gold', 'free'],
    ],
    ['several in one cell', { type: 'multi-choice', choices }, 'Free; Золото', ['gold', 'free']],
    ['yes in Russian', { type: 'flag' }, 'Да', true],
    ['no', { type: 'flag' }, false, false],
    ['a link', { type: 'url' }, 'https://a.test/x', 'https://a.test/x'],
    ['what looks as it should', { pattern: 'AA-9999' }, 'АБ-1234', 'АБ-1234'],
  ] as const)('%s', (_, more, said, value) =>
    expect(plainValue(field(more as Partial<FieldDefinition>), said)).toEqual(value),
  );

  it.each([
    ['letters for a number', { type: 'number' }, 'ten', 'field-not-number'],
    ['infinity', { type: 'number' }, Number.POSITIVE_INFINITY, 'field-not-number'],
    ['below', { type: 'number', min: 1 }, 0, 'field-too-small'],
    ['above', { type: 'number', max: 1 }, 2, 'field-too-large'],
    ['a day that is not', { type: 'date' }, '2026-02-30', 'field-not-date'],
    ['a year that PostgreSQL does not know', { type: 'date' }, '0000-01-01', 'field-not-date'],
    ['another choice', { type: 'choice', choices }, 'silver', 'field-not-choice'],
    ['an object for a choice', { type: 'choice', choices }, {}, 'field-not-choice'],
    ['perhaps', { type: 'flag' }, 'perhaps', 'field-not-flag'],
    ['a script for a link', { type: 'url' }, 'javascript:alert(1)', 'field-not-url'],
    ['too long', { max: 3 }, 'words', 'field-too-long'],
    ['a list for a text', {}, ['a'], 'field-not-text'],
    ['another look', { pattern: '99' }, '9a', 'field-pattern'],
  ] as const)('is refused: %s', (_, more, said, code) =>
    expect(() => plainValue(field(more as Partial<FieldDefinition>), said)).toThrow(code),
  );
});

describe('a change', () => {
  const definitions = [
    field({ key: 'a' }),
    field({ key: 'b', type: 'number', required: true }),
    field({ key: 'gone', archived: true, required: true }),
  ];
  it('names only what is new, and null takes away', () => {
    const { values, changed } = changeValues(definitions, { a: 'x', gone: 'kept' }, { a: 'x', b: '2' });
    expect([values, changed.map((one) => one.key)]).toEqual([{ a: 'x', b: 2, gone: 'kept' }, ['b']]);
    expect(changeValues(definitions, { a: 'x' }, { a: null }).values).toEqual({});
  });
  it('knows no field that is archived', () =>
    expect(() => changeValues(definitions, {}, { gone: 'x' })).toThrow('field-unknown'));
  it('asks only for required fields that live', () =>
    expect(missingValues(definitions, {}).map((one) => one.key)).toEqual(['b']));
});

describe('names', () => {
  it.each([
    ['Тип клиента', 'tip_klienta'],
    ['Plan (2026)', 'plan_2026'],
    ['2nd phone', 'f_2nd_phone'],
    ['价格', 'field'],
    ['Größe', 'gro_e'],
  ])('%s', (label, key) => expect(keyFrom(label, new Set())).toBe(key));
  it('are taken once', () => expect(keyFrom('Plan', new Set(['plan', 'plan_2']))).toBe('plan_3'));
  it('of choices are kept when they are reworded', () =>
    expect(settleChoices([{ id: 'a', label: 'B' }, { label: 'A' }])).toEqual([
      { id: 'a', label: 'B' },
      { id: 'a_2', label: 'A' },
    ]));
  it('a pattern costs one look at each letter, whatever it says', () =>
    expect(looksLike('a'.repeat(2000), `${'*'.repeat(99)}!`)).toBe(false));
});
