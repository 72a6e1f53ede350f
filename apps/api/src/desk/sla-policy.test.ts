// Which policy speaks for a ticket, by table, however long ago it was written; and which policies are refused.
import { describe, expect, test } from '@jest/globals';
import type { Condition, Field, Fields } from '../platform/conditions/condition.js';
import {
  checkPolicy,
  type OlderCondition,
  policyFields,
  policyFor,
  type SlaPolicy,
  sharedConditions,
} from './sla-policy.js';

const CONNECTION = '01990000-0000-7000-8000-000000000001';
const TEAM = '01990000-0000-7000-8000-000000000002';
const NOW = new Date('2026-11-20T10:00:00Z');
const ticket = { channel: 'email', connection: CONNECTION, priority: 2, team: TEAM, tag: [3, 14], language: 'pt' };
type Row = { [K in keyof typeof ticket]: (typeof ticket)[K] | null };
const OWN = { 'field.plan': { type: 'choice', values: ['gold', 'silver'] } } as const;
const RULES = policyFields(OWN);
const FIELDS = Object.fromEntries(
  Object.entries(RULES).map(([name, rule]): [string, Field<Row>] => [
    name,
    { ...rule, sql: 'NULL', of: (row) => row[name as keyof Row] ?? null },
  ]),
) as Fields<Row>;

const policy = (name: string, conditions: unknown, more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  id: name,
  name,
  enabled: true,
  conditions: sharedConditions(conditions),
  clock: 'calendar',
  firstResponseSeconds: 60,
  nextResponseSeconds: null,
  resolutionSeconds: null,
  warnSeconds: 0,
  createdAt: new Date(0),
  ...more,
});
const speaking = (policies: SlaPolicy[], row: Row = ticket) => policyFor(policies, FIELDS, row, NOW)?.id ?? null;

const older: [string, OlderCondition[], boolean][] = [
  ['one of its values', [{ field: 'channel', is: ['chat', 'email'] }], true],
  ['none of its values', [{ field: 'channel', is: ['chat'] }], false],
  ['its connection', [{ field: 'connection', is: [CONNECTION] }], true],
  ['its priority, in digits', [{ field: 'priority', is: ['2', '3'] }], true],
  ['another priority', [{ field: 'priority', is: ['3'] }], false],
  ['its team', [{ field: 'team', is: [TEAM] }], true],
  ['any of its tags', [{ field: 'tag', is: ['14'] }], true],
  ['a tag that begins alike', [{ field: 'tag', is: ['1'] }], false],
  ['its language, asked with a country', [{ field: 'language', is: ['pt-BR'] }], true],
  [
    'all must be met',
    [
      { field: 'channel', is: ['email'] },
      { field: 'priority', is: ['3'] },
    ],
    false,
  ],
];

describe('a policy speaks for a ticket', () => {
  test('without conditions', () => expect(speaking([policy('it', { all: [] })])).toBe('it'));

  test.each(older)('as it was written before: %s', (_, all, expected) => {
    expect(speaking([policy('it', { all })]) !== null).toBe(expected);
    expect(() => checkPolicy(policy('it', { all }), RULES)).not.toThrow();
  });

  test.each<[string, Condition, boolean]>([
    [
      'any of two',
      {
        any: [
          { field: 'channel', op: 'in', value: ['chat'] },
          { field: 'priority', op: 'more', value: 1 },
        ],
      },
      true,
    ],
    ['none of one', { not: { field: 'tag', op: 'contains', value: [3] } }, false],
    [
      'nested',
      {
        all: [
          {
            any: [
              { field: 'team', op: 'unset' },
              { field: 'language', op: 'in', value: ['pt'] },
            ],
          },
        ],
      },
      true,
    ],
  ])('as it is written now: %s', (_, conditions, expected) => {
    expect(speaking([policy('it', conditions)]) !== null).toBe(expected);
  });

  test('the first one that does, those switched off left out', () => {
    const urgent = policy('urgent', { field: 'priority', op: 'is', value: 3 });
    const off = policy('off', { all: [] }, { enabled: false });
    const mail = policy('mail', { field: 'channel', op: 'in', value: ['email'] });
    expect(speaking([urgent, off, mail, policy('all', { all: [] })])).toBe('mail');
    expect(speaking([urgent, off])).toBeNull();
  });

  test('not where its field is gone, nor without what it asks for', () => {
    expect(speaking([policy('it', { field: 'field.gone', op: 'set' })])).toBeNull();
    expect(speaking([policy('it', { field: 'team', op: 'in', value: [TEAM] })], { ...ticket, team: null })).toBeNull();
  });
});

describe('a policy is refused', () => {
  test.each<[string, unknown]>([
    ['with a condition without values', { all: [{ field: 'channel', is: [] }] }],
    ['with a priority that does not exist', { all: [{ field: 'priority', is: ['4'] }] }],
    ['with a team that is no id', { all: [{ field: 'team', is: ['sales'] }] }],
    ['with a tag by name', { all: [{ field: 'tag', is: ['vip'] }] }],
    ['with a question about promises', { field: 'overdue', op: 'is', value: true }],
    ['with a value its own field does not have', { field: 'field.plan', op: 'in', value: ['bronze'] }],
  ])('%s', (_, conditions) => {
    expect(() => checkPolicy(policy('it', conditions), RULES)).toThrow('validation-failed');
  });

  test('when it promises nothing', () => {
    const nothing = { firstResponseSeconds: null };
    expect(() => checkPolicy(policy('it', { all: [] }, nothing), RULES)).toThrow('validation-failed');
    expect(() => checkPolicy(policy('it', { all: [] }, { ...nothing, resolutionSeconds: 5 }), RULES)).not.toThrow();
  });

  test('not when it asks for a field of the workspace', () => {
    const gold = { field: 'field.plan', op: 'in', value: ['gold'] };
    expect(() => checkPolicy(policy('it', gold), RULES)).not.toThrow();
  });
});
