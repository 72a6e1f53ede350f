// Promises by table: what the policy, the hours and the time make of a clock; each said once, nothing finished ever moved.
import { describe, expect, test } from '@jest/globals';
import type { CalendarVersion } from '../desk/business-time.js';
import type { SlaPolicy } from '../desk/sla-policy.js';
import type { Run } from './run-clocks.js';
import { type Settled, type Standing, settleTargets } from './settle-targets.js';

const T0 = Date.UTC(2026, 10, 23, 7);
const MINUTE = 60_000;
const at = (minute: number) => new Date(T0 + minute * MINUTE);
const policy: SlaPolicy = {
  id: '01990000-0000-7000-8000-000000000001',
  name: 'All',
  enabled: true,
  conditions: { all: [] },
  clock: 'calendar',
  firstResponseSeconds: 3600,
  nextResponseSeconds: null,
  resolutionSeconds: 4 * 3600,
  warnSeconds: 600,
  createdAt: at(-60),
};
const nine = [{ from: '09:00', to: '17:00' }];
/** 09:00 in Sofia is T0. */
const office: CalendarVersion = {
  id: '01990000-0000-7000-8000-000000000009',
  timeZone: 'Europe/Sofia',
  weekly: [nine, nine, nine, nine, nine, [], []],
  holidays: [],
};
const first = (end: Run['end'] = null, startedAt = 0): Run => {
  return { target: 'first-response', part: 1, startedAt: at(startedAt).getTime(), pauses: [], end };
};
const resolution = (pauses: [number, number | null][] = [], end: Run['end'] = null): Run => ({
  target: 'resolution',
  part: 1,
  startedAt: at(0).getTime(),
  pauses: pauses.map(([from, to]) => ({ from: at(from).getTime(), to: to === null ? null : at(to).getTime() })),
  end,
});
const met = (minute: number, seq = 9): Run['end'] => ({ how: 'met', at: at(minute).getTime(), seq });

function settle(minute: number, runs: Run[], more: Partial<Standing> = {}): Settled {
  const standing = { rows: [], policy, version: null, active: true, keptSeq: 1, held: null };
  return settleTargets({ ...standing, runs, now: at(minute), ...more });
}
const minutes = (instant: Date | string) => (new Date(instant).getTime() - T0) / MINUTE;
const said = ({ facts }: Settled) =>
  facts.map(({ type, payload }) =>
    `${type} ${payload.target} ${payload.dueAt ? minutes(String(payload.dueAt)) : ''}`.trim(),
  );
const due = ({ shown }: Settled) => shown && [shown.target, minutes(shown.dueAt), shown.warned, shown.breached];

describe('promises', () => {
  test('the nearest one is shown; the alarm is set for its warning, then for its due instant', () => {
    const settled = settle(1, [first(), resolution()]);
    expect(due(settled)).toEqual(['first-response', 60, false, false]);
    expect(settled.rows.map((row) => minutes(row.alarmAt!))).toEqual([50, 230]);
    expect(said(settled)).toEqual([]);
    const warned = settle(50, [first(), resolution()], { rows: settled.rows });
    expect(said(warned)).toEqual(['sla.warned first-response 60']);
    expect(minutes(warned.rows[0]!.alarmAt!)).toBe(60);
  });

  test('said once: a second look, and a third long after, add nothing', () => {
    const overdue = settle(300, [first()]);
    expect(said(overdue)).toEqual(['sla.warned first-response 60', 'sla.breached first-response 60']);
    expect(said(settle(301, [first()], { rows: overdue.rows }))).toEqual([]);
    expect(overdue.rows[0]!.alarmAt).toBeNull();
  });

  test('met in time, met late, and met before anybody looked', () => {
    const open = settle(1, [first()]).rows;
    expect(said(settle(70, [first(met(59))], { rows: open }))).toEqual(['sla.met first-response 60']);
    const late = settle(70, [first(met(65))], { rows: open });
    expect(said(late)).toEqual(['sla.breached first-response 60', 'sla.met first-response 60']);
    expect(late.facts[1]!.payload).toMatchObject({ late: true, seconds: 3600, clock: 'calendar' });
    expect(said(settle(20, [first(met(10))]))).toEqual(['sla.met first-response 60']);
    expect(late.shown).toBeNull();
  });

  test('what ended before the last look, or before the policy stood, was never promised', () => {
    expect(settle(20, [first(met(10, 5))], { keptSeq: 5 }).rows).toEqual([]);
    const late = { ...policy, createdAt: at(5) };
    expect(settle(20, [first(met(10))], { keptSeq: null, policy: late }).rows).toEqual([]);
    expect(settle(20, [first(met(10))], { keptSeq: null }).rows).toHaveLength(1);
    expect(due(settle(20, [first()], { keptSeq: null, policy: late }))).toEqual(['first-response', 60, false, false]);
  });

  test('a reply that may be undone is waited for, and then it is overdue at its own instant', () => {
    const held = { pressedAt: at(59.9), dueAt: at(60.05) };
    const waits = settle(60.01, [first()], { held });
    expect(said(waits)).toEqual(['sla.warned first-response 60']);
    expect(minutes(waits.rows[0]!.alarmAt!)).toBeGreaterThan(60.05);
    expect(said(settle(61, [first()], { rows: waits.rows }))).toEqual(['sla.breached first-response 60']);
    expect(said(settle(61, [first(met(59.9))], { rows: waits.rows }))).toEqual(['sla.met first-response 60']);
    const planned = { pressedAt: at(50), dueAt: at(500) };
    expect(said(settle(61, [first()], { held: planned }))).toContain('sla.breached first-response 60');
  });

  test('a reply that failed: met is taken back, and a breach stays what it was', () => {
    const kept = settle(30, [first(met(10))]).rows;
    const annulled = settle(40, [first()], { rows: kept });
    expect(said(annulled)).toEqual(['sla.annulled first-response']);
    expect(due(annulled)).toEqual(['first-response', 60, false, false]);
    const late = settle(90, [first(met(80))]).rows;
    const still = settle(95, [first()], { rows: late });
    expect(said(still)).toEqual(['sla.annulled first-response']);
    expect(due(still)).toEqual(['first-response', 60, expect.any(Boolean), true]);
  });

  test('the reply that met it failed, and a later one stands: it is met by that one', () => {
    const kept = settle(30, [first(met(10))]).rows;
    const later = settle(90, [first(met(80))], { rows: kept });
    expect(said(later)).toEqual([
      'sla.annulled first-response',
      'sla.breached first-response 60',
      'sla.met first-response 60',
    ]);
  });

  test('called broken before a timely answer was told of: kept after all; solved by then, nothing was promised', () => {
    const { rows } = settle(61, [first()]);
    const kept = settle(63, [first(met(59))], { rows });
    expect(said(kept)).toEqual(['sla.met first-response 60']);
    expect(kept.facts[0]!.payload).toMatchObject({ late: false });
    expect(kept.rows[0]!.breachedAt).toBeNull();
    const solved = settle(63, [first({ how: 'stopped', at: at(59).getTime(), seq: 9 })], { rows });
    expect([said(solved), solved.rows[0]!.breachedAt]).toEqual([['sla.stopped first-response 60'], null]);
    expect(solved.facts[0]!.payload.stoppedAt).toBeNull();
    const again = settle(64, [first()], { rows: solved.rows });
    expect(said(again)).toEqual(['sla.breached first-response 60']);
  });

  test('a pause has no due instant, and adds itself to it', () => {
    const paused = settle(70, [resolution([[60, null]])]);
    expect(paused.shown).toBeNull();
    expect(paused.rows[0]).toMatchObject({ dueAt: null, remainingS: 3 * 3600, pausedAt: at(60), alarmAt: null });
    expect(due(settle(200, [resolution([[60, 180]])], { rows: paused.rows }))).toEqual([
      'resolution',
      360,
      false,
      false,
    ]);
    expect(due(settle(500, [resolution([[300, null]])]))).toEqual(['resolution', 240, true, true]);
  });

  test('in working hours: due on the next day, warned by the same hours; without hours around the clock', () => {
    const business = { ...policy, clock: 'business' as const, firstResponseSeconds: 9 * 3600, resolutionSeconds: null };
    const settled = settle(1, [first()], { policy: business, version: office });
    // 9 hours of an 8-hour day: 10:00 the next morning; ten minutes before that, warned.
    expect(due(settled)).toEqual(['first-response', 25 * 60, false, false]);
    expect(minutes(settled.rows[0]!.alarmAt!)).toBe(25 * 60 - 10);
    expect(settled.rows[0]!.calendarVersionId).toBe(office.id);
    expect(due(settle(1, [first()], { policy: business }))).toEqual(['first-response', 540, false, false]);
  });

  test('another policy moves what is open, takes back a warning, and lets a breach be', () => {
    const warned = settle(55, [first()]).rows;
    const longer = { ...policy, firstResponseSeconds: 7200 };
    const moved = settle(56, [first()], { rows: warned, policy: longer });
    expect(due(moved)).toEqual(['first-response', 120, false, false]);
    expect(said(settle(110, [first()], { rows: moved.rows, policy: longer }))).toEqual([
      'sla.warned first-response 120',
    ]);
    const breached = settle(61, [first()]).rows;
    expect(due(settle(62, [first()], { rows: breached, policy: longer }))).toEqual(['first-response', 60, true, true]);
    const none = settle(56, [first()], { rows: warned, policy: null });
    expect([none.shown, none.rows[0]!.stoppedAt]).toEqual([null, at(56)]);
    expect(due(settle(57, [first()], { rows: none.rows }))).toEqual(['first-response', 60, true, false]);
  });

  test('solved without an answer: stopped, met by nobody; overdue before, it was a breach', () => {
    const open = settle(1, [first()]).rows;
    const stopped = (minute: number) => first({ how: 'stopped', at: at(minute).getTime(), seq: 9 });
    expect(said(settle(31, [stopped(30)], { rows: open }))).toEqual([]);
    const given = settle(91, [stopped(90)], { rows: open });
    expect(said(given)).toEqual(['sla.breached first-response 60', 'sla.stopped first-response 60']);
    expect(given.facts[1]!.payload.stoppedAt).toBe(at(90).toISOString());
    expect(said(settle(92, [stopped(90)], { rows: given.rows }))).toEqual([]);
    // That solving was a mistake: it runs on, and is given up by the next.
    const runs = settle(93, [first()], { rows: given.rows });
    expect(said(runs)).toEqual(['sla.annulled first-response']);
    expect(said(settle(95, [stopped(94)], { rows: runs.rows }))).toEqual(['sla.stopped first-response 60']);
    expect(said(settle(95, [stopped(94)], { rows: given.rows }))).toEqual([
      'sla.annulled first-response',
      'sla.stopped first-response 60',
    ]);
  });

  test('a clock that never was after all, or of a ticket that is spam, stops', () => {
    const open = settle(1, [first()]).rows;
    expect(settle(2, [], { rows: open }).rows[0]!.stoppedAt).toEqual(at(2));
    const spam = settle(90, [first()], { rows: open, active: false });
    expect([said(spam), spam.shown]).toEqual([[], null]);
    // What was said of one that never was is taken back.
    const broken = settle(61, [first()]).rows;
    const gone = settle(62, [], { rows: broken });
    expect([said(gone), gone.rows[0]!.breachedAt]).toEqual([['sla.stopped first-response 60'], null]);
    expect(said(settle(63, [], { rows: gone.rows }))).toEqual([]);
    expect(said(settle(62, [], { rows: settle(30, [first(met(10))]).rows }))).toEqual(['sla.annulled first-response']);
    // Broken, and answered while it was called spam: it ended then.
    const thrown = settle(62, [first()], { rows: broken, active: false });
    const back = settle(64, [first(met(63))], { rows: thrown.rows, active: false });
    expect([said(thrown), said(back)]).toEqual([[], ['sla.met first-response 60']]);
    // The number comes again for another wait: nothing of the old one is left.
    const again = settle(500, [first(null, 480)], {
      rows: settle(61, [first()]).rows.map((row) => ({ ...row, stoppedAt: at(62) })),
    });
    expect(due(again)).toEqual(['first-response', 540, false, false]);
  });
});
