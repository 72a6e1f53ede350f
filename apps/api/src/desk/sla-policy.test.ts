// Which policy speaks for a ticket, by table; and which policies are refused.
import { describe, expect, test } from '@jest/globals';
import { checkPolicy, type PolicyCondition, type PolicySubject, policyFor, type SlaPolicy } from './sla-policy.js';

const CONNECTION = '01990000-0000-7000-8000-000000000001';
const TEAM = '01990000-0000-7000-8000-000000000002';
const ticket: PolicySubject = {
  channel: 'email',
  connectionId: CONNECTION,
  priority: 2,
  teamId: TEAM,
  tags: [3, 14],
  language: 'pt-BR',
};
const policy = (name: string, all: PolicyCondition[], more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  id: name,
  name,
  enabled: true,
  conditions: { all },
  clock: 'calendar',
  firstResponseSeconds: 60,
  nextResponseSeconds: null,
  resolutionSeconds: null,
  warnSeconds: 0,
  createdAt: new Date(0),
  ...more,
});

const conditions: [string, PolicyCondition[], boolean][] = [
  ['no condition', [], true],
  ['one of its values', [{ field: 'channel', is: ['chat', 'email'] }], true],
  ['none of its values', [{ field: 'channel', is: ['chat'] }], false],
  ['its connection', [{ field: 'connection', is: [CONNECTION] }], true],
  ['its priority, in digits', [{ field: 'priority', is: ['2', '3'] }], true],
  ['another priority', [{ field: 'priority', is: ['3'] }], false],
  ['its team', [{ field: 'team', is: [TEAM] }], true],
  ['any of its tags', [{ field: 'tag', is: ['14'] }], true],
  ['a tag that begins alike', [{ field: 'tag', is: ['1'] }], false],
  ['its language without the country', [{ field: 'language', is: ['pt'] }], true],
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
  test.each(conditions)('%s', (_, all, expected) => {
    expect(policyFor([policy('it', all)], ticket) !== null).toBe(expected);
  });

  test('the first one that does, those switched off left out', () => {
    const urgent = policy('urgent', [{ field: 'priority', is: ['3'] }]);
    const off = policy('off', [], { enabled: false });
    expect(
      policyFor([urgent, off, policy('mail', [{ field: 'channel', is: ['email'] }]), policy('all', [])], ticket)?.id,
    ).toBe('mail');
    expect(policyFor([urgent, off], ticket)).toBeNull();
  });

  test('a ticket without a team or a language meets no condition on them', () => {
    const bare = { ...ticket, teamId: null, language: null };
    expect(policyFor([policy('it', [{ field: 'team', is: [TEAM] }])], bare)).toBeNull();
    expect(policyFor([policy('it', [{ field: 'language', is: ['pt'] }])], bare)).toBeNull();
  });
});

describe('a policy is refused', () => {
  test.each<[string, PolicyCondition]>([
    ['with a condition without values', { field: 'channel', is: [] }],
    ['with a priority that does not exist', { field: 'priority', is: ['4'] }],
    ['with a team that is no id', { field: 'team', is: ['sales'] }],
    ['with a tag by name', { field: 'tag', is: ['vip'] }],
  ])('%s', (_, condition) => {
    expect(() => checkPolicy(policy('it', [condition]))).toThrow('validation-failed');
  });

  test('when it promises nothing', () => {
    expect(() => checkPolicy(policy('it', [], { firstResponseSeconds: null }))).toThrow('validation-failed');
    expect(() => checkPolicy(policy('it', [], { firstResponseSeconds: null, resolutionSeconds: 5 }))).not.toThrow();
  });
});
