// Which answers become cases, whose, until when, and what a changed answer does: by table.
import { expect, test } from '@jest/globals';
import { type Colleague, dueAt, isBad, nextStep, ownerOf, type Standing } from './case-rules.js';

test.each([
  ['csat', 5, null, 2, true],
  ['csat', 5, null, 3, false],
  ['csat', 5, 3, 3, true],
  ['csat', 5, 3, 4, false],
  ['csat', 2, null, 1, true],
  ['nps', 10, null, 6, true],
  ['nps', 10, null, 7, false],
  ['nps', 10, 0, 0, true],
  ['nps', 10, 0, 1, false],
  ['ces', 7, null, 9, false],
] as const)('%s of %i, from %p: %i is bad: %p', (kind, max, at, score, bad) => {
  expect(isBad({ at }, kind, max, score)).toBe(bad);
});

const open: Standing = { state: 'open', outcome: null, bad: true, score: 1, takenUp: false };
const low = { score: 1, bad: true };
const high = { score: 5, bad: false };
test.each([
  [null, low, 'open'],
  [null, high, 'nothing'],
  [open, low, 'nothing'],
  [open, { score: 2, bad: true }, 'note'],
  [open, high, 'close'],
  [{ ...open, takenUp: true }, high, 'note'],
  [{ ...open, state: 'closed', outcome: 'improved', bad: false, score: 5 }, low, 'open-anew'],
  [{ ...open, state: 'closed', outcome: 'recovered', takenUp: true }, low, 'nothing'],
  [{ ...open, state: 'closed', outcome: 'recovered', takenUp: true }, high, 'note'],
  [{ ...open, state: 'closed', outcome: 'recovered', takenUp: true, bad: false, score: 5 }, low, 'open-anew'],
] as [Standing | null, typeof low, string][])('%j, then %j: %s', (before, answer, step) => {
  expect(nextStep(before, answer, true)).toBe(step);
});

test('switched off nothing is opened, and what is open is still closed', () => {
  expect(nextStep(null, low, false)).toBe('nothing');
  expect(nextStep(open, high, false)).toBe('close');
});

test('due in working hours, over a weekend; without any, by the clock', () => {
  const nine = [{ from: '09:00', to: '18:00' }];
  const hours = { timeZone: 'Europe/Sofia', weekly: [nine, nine, nine, nine, nine, [], []], holidays: [] };
  // Friday 16:00 in Sofia; eight working hours later is Monday 15:00.
  const friday = new Date('2026-11-20T14:00:00Z');
  expect(dueAt({ dueHours: 8 }, hours, friday)).toEqual(new Date('2026-11-23T13:00:00Z'));
  expect(dueAt({ dueHours: 8 }, null, friday)).toEqual(new Date('2026-11-20T22:00:00Z'));
});

const who = (id: string, role: Colleague['role'], load = 0, disabled = false): Colleague => ({
  id,
  role,
  load,
  disabled,
});
const house = [
  who('o', 'owner'),
  who('a', 'agent'),
  who('x', 'agent', 0, true),
  who('l', 'lead', 3),
  who('m', 'lead', 1),
];
const about = { solverId: 'a', assigneeId: 'o', members: ['l', 'a'] };
test.each([
  ['solver', about, 'a'],
  ['assignee', about, 'o'],
  ['lead', about, 'l'],
  ['lead', { ...about, members: null }, 'm'],
  ['solver', { ...about, solverId: 'x' }, 'l'],
  ['agent', about, 'm'],
] as const)('the owner is the %s', (owner, around, found) => {
  expect(ownerOf({ owner, agentId: 'm' }, around, house)).toBe(found);
});

test('without leads it is an owner’s, and without anybody nobody’s', () => {
  const rule = { owner: 'lead', agentId: null } as const;
  expect(ownerOf(rule, about, [who('a', 'agent'), who('o', 'owner')])).toBe('o');
  expect(ownerOf(rule, about, [])).toBeNull();
});
