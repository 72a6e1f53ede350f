// Clocks of time rules by table: since when they run, when they begin anew, which are over.
import { describe, expect, test } from '@jest/globals';
import { type OnTime } from './rule.js';
import type { RuleAlarm } from './rule-alarm.store.js';
import { type ClockSubject, clockBegan, clockEnds } from './rule-clock.js';
import { setClocks, type TimeRule } from './set-clocks.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const ticket: ClockSubject & { id: string } = {
  id: 't',
  state: 'pending',
  stateSince: at(9),
  waitingSince: null,
  solvedAt: null,
  customerWroteAt: at(7),
  repliedAt: at(8),
};
const when: OnTime = { on: 'time', since: 'state', state: 'pending', seconds: 3600, clock: 'calendar' };
const rule = (more: Partial<OnTime> = {}, id = 'r'): TimeRule => ({
  id,
  name: id,
  enabled: true,
  when: { ...when, ...more },
  condition: { all: [] },
  actions: [{ do: 'state', state: 'solved' }],
  stop: false,
  since: at(0),
  failures: 0,
  failingSince: null,
});
const given = { chain: ['x'], hours: null, now: at(12) };
const alarm = (more: Partial<RuleAlarm>): RuleAlarm => {
  return { ticketId: 't', ruleId: 'r', beganAt: at(9), chain: [], alarmAt: null, rangAt: null, ...more };
};

describe('a clock', () => {
  test.each<[string, Partial<OnTime>, Partial<ClockSubject>, Date | null]>([
    ['of a state runs since it came into it', {}, {}, at(9)],
    ['of another state does not run', { state: 'hold' }, {}, null],
    ['of waiting runs while somebody waits', { since: 'waiting' }, { waitingSince: at(6) }, at(6)],
    ['of waiting does not run while nobody waits', { since: 'waiting' }, {}, null],
    ['of our reply runs until the customer writes', { since: 'agent-reply' }, {}, at(8)],
    ['of our reply ends with the customer’s words', { since: 'agent-reply' }, { customerWroteAt: at(10) }, null],
    ['of the customer’s words runs since the last', { since: 'customer-message' }, {}, at(7)],
    ['of being solved runs on a solved ticket alone', { since: 'solved' }, { state: 'solved', solvedAt: at(5) }, at(5)],
    ['of anything else is over with solving', { since: 'customer-message' }, { state: 'solved' }, null],
    ['runs on no closed ticket', { since: 'solved' }, { state: 'closed', solvedAt: at(5) }, null],
  ])('%s', (_, more, subject, expected) => {
    expect(clockBegan({ ...when, ...more }, { ...ticket, ...subject })).toEqual(expected);
  });

  test('by working hours waits for them', () => {
    const weekly = Array.from({ length: 7 }, () => [{ from: '09:00', to: '10:00' }]);
    const hours = { timeZone: 'UTC', weekly, holidays: [] };
    expect(clockEnds({ seconds: 3600, clock: 'business' }, new Date('2026-11-20T09:30:00Z'), hours)).toEqual(
      new Date('2026-11-21T09:30:00Z'),
    );
  });
});

describe('the clocks of a ticket', () => {
  test('begin with who began them, and ask when they are over', () => {
    const { set, ask, dropped } = setClocks([rule()], ticket, [], given);
    expect(set).toEqual([alarm({ chain: ['x'], alarmAt: at(10) })]);
    expect(ask.map((one) => one.rule.id)).toEqual(['r']);
    expect(dropped).toEqual([]);
  });

  test('that have run once are silent until they begin anew', () => {
    const over = alarm({});
    expect(setClocks([rule()], ticket, [over], given)).toEqual({ set: [], ask: [], dropped: [] });
    const anew = setClocks([rule()], { ...ticket, stateSince: at(10) }, [over], given);
    expect(anew.set).toMatchObject([{ beganAt: at(10), alarmAt: at(11) }]);
  });

  test('that rang and were not met are asked again', () => {
    expect(setClocks([rule()], ticket, [alarm({ rangAt: at(10) })], given).ask).toHaveLength(1);
  });

  test('that run no more are dropped', () => {
    expect(setClocks([rule()], { ...ticket, state: 'open' }, [alarm({ alarmAt: at(10) })], given).dropped).toEqual([
      'r',
    ]);
    expect(setClocks([], ticket, [alarm({})], given).dropped).toEqual(['r']);
  });
});
