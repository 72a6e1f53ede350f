// Clocks of promises by table: which facts start, pause, end and take back what.
import { describe, expect, test } from '@jest/globals';
import { type Run, runClocks } from './run-clocks.js';

const T0 = Date.UTC(2026, 10, 23, 9);
const at = (minute: number) => new Date(T0 + minute * 60_000).toISOString();
type Line = [minute: number, type: string, payload?: Record<string, unknown>];

const opened = (startedBy = 'customer'): Line => [0, 'ticket.opened', { startedBy }];
const writes = (minute: number, automatic = false): Line => [minute, 'message.received', { automatic }];
const answered = (minute: number, part: number, more: Record<string, unknown> = {}): Line => [
  minute,
  'response.measured',
  { part, first: part === 1, answered: true, endedAt: at(minute), waitsOnSince: null, ...more },
];
const state = (minute: number, to: string): Line => [minute, 'ticket.state-changed', { to }];
const solved = (minute: number): Line => [minute, 'ticket.solved', {}];
const reopened = (minute: number, next: number): Line => [minute, 'ticket.reopened', { episode: next - 1, next }];

function run(...lines: Line[]): string[] {
  const facts = lines.map(([minute, type, payload], index) => {
    return { seq: index + 1, type, at: at(minute), payload: payload ?? {} };
  });
  return runClocks(facts).map(show);
}

const minute = (instant: number) => (instant - T0) / 60_000;
/** `first-response 1: 0–30 met`, `resolution 1: 0–… (5–10)(20–…)`. */
function show({ target, part, startedAt, pauses, end }: Run): string {
  const waits = pauses.map(({ from, to }) => `(${minute(from)}–${to === null ? '…' : minute(to)})`).join('');
  const stop = end ? `${minute(end.at)} ${end.how}` : '…';
  return `${target} ${part}: ${minute(startedAt)}–${stop}${waits && ` ${waits}`}`;
}

describe('clocks of promises', () => {
  test('a customer writes: an answer and a resolution are waited for', () => {
    expect(run(opened(), writes(0))).toEqual(['first-response 1: 0–…', 'resolution 1: 0–…']);
  });

  test('a merge brings waits that were over before this one began: it goes on, from where the merge says', () => {
    const moved: Line = [30, 'message.moved', { heard: true, saidAt: at(1) }];
    const recounted: Line = [30, 'wait.recounted', { waitingSince: at(20) }];
    expect(run(opened(), writes(20), moved, answered(5, 1), recounted)[0]).toBe('first-response 1: 20–…');
    expect(run(opened('agent'), moved, [30, 'wait.recounted', { waitingSince: at(1) }])).toEqual([
      'resolution 1: 1–…',
      'next-response 1: 1–…',
    ]);
  });

  test('more of their words start nothing new; automatic ones start nothing at all', () => {
    expect(run(opened(), writes(0), writes(5))).toEqual(['first-response 1: 0–…', 'resolution 1: 0–…']);
    expect(run(opened(), writes(0, true))).toEqual([]);
  });

  test('each wait after the first is a next response', () => {
    expect(run(opened(), writes(0), answered(10, 1), writes(20), answered(25, 2))).toEqual([
      'first-response 1: 0–10 met',
      'resolution 1: 0–…',
      'next-response 2: 20–25 met',
    ]);
  });

  test('a ticket that an agent began has no first response', () => {
    expect(run(opened('agent'), writes(30))).toEqual(['next-response 1: 30–…', 'resolution 1: 30–…']);
  });

  test('words written while the reply could be undone wait on since then', () => {
    expect(run(opened(), writes(0), answered(10, 1, { waitsOnSince: at(11) }))).toEqual([
      'first-response 1: 0–10 met',
      'resolution 1: 0–…',
      'next-response 2: 11–…',
    ]);
  });

  test('pending pauses the resolution, on hold does not', () => {
    const lines = [opened(), writes(0), answered(5, 1), state(5, 'pending'), writes(65), state(65, 'open')];
    expect(run(...lines, state(70, 'hold'), state(80, 'open'))).toEqual([
      'first-response 1: 0–5 met',
      'resolution 1: 0–… (5–65)',
      'next-response 2: 65–…',
    ]);
  });

  test('solving ends the resolution, and an unanswered wait without an answer', () => {
    const unanswered = answered(9, 1, { answered: false });
    expect(run(opened(), writes(0), unanswered, solved(9))).toEqual([
      'first-response 1: 0–9 stopped',
      'resolution 1: 0–9 met',
    ]);
  });

  test('solved while pending: the pause ends with it', () => {
    expect(run(opened(), writes(0), answered(5, 1), state(5, 'pending'), solved(60))).toEqual([
      'first-response 1: 0–5 met',
      'resolution 1: 0–60 met (5–60)',
    ]);
  });

  test('a reopening begins the next episode', () => {
    expect(run(opened(), writes(0), answered(5, 1), solved(5), writes(50), reopened(50, 2))).toEqual([
      'first-response 1: 0–5 met',
      'resolution 1: 0–5 met',
      'next-response 2: 50–…',
      'resolution 2: 50–…',
    ]);
  });

  test('solved by mistake: it never was', () => {
    const lines = [opened(), writes(0), answered(5, 1), state(5, 'pending'), solved(60)];
    const annulled = (to: string): Line => [70, 'solve.annulled', { episode: 1, to, before: null }];
    expect(run(...lines, annulled('open'))).toEqual(['first-response 1: 0–5 met', 'resolution 1: 0–… (5–60)']);
    expect(run(...lines, annulled('pending'))).toEqual(['first-response 1: 0–5 met', 'resolution 1: 0–… (5–60)(70–…)']);
    expect(run(...lines, annulled('open'), solved(90))).toEqual([
      'first-response 1: 0–5 met',
      'resolution 1: 0–90 met (5–60)',
    ]);
  });

  test('only thanks: it never was', () => {
    const lines = [opened(), writes(0), answered(5, 1), solved(5), writes(50), reopened(50, 2)];
    expect(run(...lines, [52, 'reopening.annulled', { episode: 1 }])).toEqual([
      'first-response 1: 0–5 met',
      'resolution 1: 0–5 met',
    ]);
    const again = run(...lines, [52, 'reopening.annulled', { episode: 1 }], writes(90), reopened(90, 2));
    expect(again.slice(2)).toEqual(['next-response 2: 90–…', 'resolution 2: 90–…']);
  });

  test('a reply that failed met nothing: the wait is the old one, and a later one is part of it', () => {
    const annulled: Line = [20, 'response.annulled', { part: 1, first: true, waitingSince: at(0) }];
    expect(run(opened(), writes(0), answered(10, 1), writes(15), annulled)).toEqual([
      'first-response 1: 0–…',
      'resolution 1: 0–…',
    ]);
    expect(run(opened(), writes(0), answered(10, 1), annulled, answered(30, 2, { first: true }), writes(40))).toEqual([
      'first-response 1: 0–30 met',
      'resolution 1: 0–…',
      'next-response 3: 40–…',
    ]);
  });

  test('a reply that failed met nothing, though a later wait was solved without an answer: the wait that it had met is the old one', () => {
    const unanswered = answered(30, 2, { answered: false });
    const annulled: Line = [50, 'response.annulled', { part: 1, first: true, waitingSince: at(0) }];
    const lines = [
      opened(),
      writes(0),
      answered(10, 1),
      writes(20),
      unanswered,
      solved(30),
      writes(40),
      reopened(40, 2),
    ];
    expect(run(...lines, annulled).filter((line) => line.includes('response'))).toEqual([
      'first-response 1: 0–…',
      'next-response 2: 20–30 stopped',
    ]);
  });

  test('messages that left or came back move the wait, or end it', () => {
    const recounted = (waitingSince: string | null): Line => [30, 'wait.recounted', { waitingSince }];
    expect(run(opened(), writes(10), recounted(at(4)))[0]).toBe('first-response 1: 4–…');
    expect(run(opened(), writes(10), recounted(null))).toEqual(['resolution 1: 10–…']);
  });
});
