// What the promises of a ticket come to, pure: its clocks, the policy that speaks for it and the time become rows and facts.
import type { CalendarVersion } from '../desk/business-time.js';
import { type SlaPolicy, secondsOf, type Target } from '../desk/sla-policy.js';
import type { NewFact } from '../platform/events/define-event.js';
import { type Promised, SlaAnnulled, SlaBreached, SlaMet, SlaStopped, SlaWarned } from '../tickets/events.js';
import { dueOf } from './due-instant.js';
import type { Run } from './run-clocks.js';

/** One promise, as its row keeps it. */
export interface SlaTarget {
  target: Target;
  part: number;
  policyId: string;
  clock: 'calendar' | 'business';
  seconds: number;
  calendarVersionId: string | null;
  startedAt: Date;
  /** Null while paused. */
  dueAt: Date | null;
  /** Seconds of its clock that are left while it is paused. */
  remainingS: number | null;
  pausedAt: Date | null;
  warnedAt: Date | null;
  /** The due instant that was missed. */
  breachedAt: Date | null;
  metAt: Date | null;
  stoppedAt: Date | null;
  /** When it next has something to say. */
  alarmAt: Date | null;
}

/** A reply that may still be undone: what it would end is not overdue yet. */
export interface HeldReply {
  pressedAt: Date;
  dueAt: Date;
}

export interface Standing {
  runs: Run[];
  rows: SlaTarget[];
  policy: SlaPolicy | null;
  version: CalendarVersion | null;
  /** Not solved, closed, spam or merged away. */
  active: boolean;
  /** Facts up to this one were settled before; null: none ever was. */
  keptSeq: number | null;
  held: HeldReply | null;
  now: Date;
}

/** `rows`: all as they are now. `shown`: the nearest promise that is open, for the queue. */
export interface Settled {
  rows: SlaTarget[];
  facts: NewFact[];
  shown: { target: Target; dueAt: Date; warned: boolean; breached: boolean } | null;
}

/** A reply that was just pressed is waited for this long after its undo window. */
const GRACE_MS = 500;
/** An undo window is short; a reply that is held longer is a plan, and stops no clock. */
const LONGEST_UNDO_MS = 120_000;

export function settleTargets(standing: Standing): Settled {
  const { now } = standing;
  const facts: NewFact[] = [];
  const rows = new Map(standing.rows.map((row) => [keyOf(row), { ...row }]));
  const seen = new Set<string>();
  for (const run of standing.runs) {
    const key = keyOf(run);
    seen.add(key);
    const row = run.end ? ended(run, rows.get(key), standing, facts) : open(run, rows.get(key), standing, facts);
    if (row) rows.set(key, row);
  }
  for (const [key, row] of rows) if (!seen.has(key)) takeBack(row, now, facts);
  return { rows: [...rows.values()], facts, shown: nearest([...rows.values()]) };
}

export const isOpen = (row: Pick<SlaTarget, 'metAt' | 'stoppedAt'>) => !row.metAt && !row.stoppedAt;
export const keyOf = ({ target, part }: { target: Target; part: number }) => `${target} ${part}`;

/** The clock has ended: the promise was kept, kept too late, or left open by solving. */
function ended(run: Run, known: SlaTarget | undefined, standing: Standing, facts: NewFact[]): SlaTarget | null {
  const end = run.end!;
  let row = sameWait(run, known, standing.now, facts);
  if (!row) {
    // It began and ended between two looks. What ended before anybody looked, or before the policy stood, was never promised.
    const fresh =
      standing.keptSeq === null
        ? standing.policy !== null && run.startedAt >= standing.policy.createdAt.getTime()
        : end.seq > standing.keptSeq;
    row = fresh ? begin(run, standing) : null;
    if (!row) return null;
  }
  const { at, how, segment } = end;
  // Over, unless what had ended it was taken back and something else did.
  if (!isOpen(row) && (row.metAt ?? row.stoppedAt)!.getTime() === at && (row.metAt !== null) === (how === 'met'))
    return row;
  if (row.stoppedAt && !row.breachedAt) return row;
  if (!isOpen(row)) runOn(row, standing.now, facts);
  // Called broken too early: it had ended by then, and was told of later (a reply's instant is that of Send).
  if (row.breachedAt && at <= row.breachedAt.getTime()) {
    if (how === 'stopped') facts.push(SlaStopped.of(standing.now, { ...promised(row), stoppedAt: null }));
    row.breachedAt = null;
  }
  // A pause that is over is reckoned with; the terms stay those of the row.
  if (!row.breachedAt) reckon(row, run, row.seconds, standing);
  const endedAt = new Date(at);
  if (row.dueAt && !row.breachedAt && row.dueAt < endedAt) {
    row.breachedAt = row.dueAt;
    facts.push(SlaBreached.of(standing.now, promised(row)));
  }
  row.alarmAt = null;
  row.pausedAt = null;
  if (how === 'stopped') {
    row.stoppedAt = endedAt;
    if (row.breachedAt)
      facts.push(SlaStopped.of(standing.now, { ...promised(row), stoppedAt: endedAt.toISOString(), ...of(segment) }));
    return row;
  }
  row.metAt = endedAt;
  const dueAt = row.breachedAt ?? row.dueAt;
  facts.push(
    SlaMet.of(standing.now, {
      ...promised(row),
      dueAt: (dueAt ?? endedAt).toISOString(),
      metAt: endedAt.toISOString(),
      late: row.breachedAt !== null,
      clock: row.clock,
      seconds: row.seconds,
      calendarVersionId: row.calendarVersionId,
      ...of(segment),
    }),
  );
  return row;
}

/** The clock runs or is paused: the terms of today, then what the time says. */
function open(run: Run, known: SlaTarget | undefined, standing: Standing, facts: NewFact[]): SlaTarget | null {
  if (!standing.active) {
    // What is broken is so in the trash as well.
    if (known && isOpen(known) && !known.breachedAt) stop(known, standing.now);
    return known ?? null;
  }
  let row = sameWait(run, known, standing.now, facts);
  if (row?.metAt || (row?.stoppedAt && row.breachedAt)) runOn(row, standing.now, facts);
  const seconds = standing.policy && secondsOf(standing.policy, run.target);
  if (row && !row.breachedAt && !seconds) {
    if (isOpen(row)) stop(row, standing.now);
    return row;
  }
  if (row) row.stoppedAt = null;
  else row = begin(run, standing);
  if (!row) return null;
  if (row.breachedAt) return row;
  Object.assign(row, termsOf(run, standing));
  reckon(row, run, row.seconds, standing);
  ring(row, run, standing, facts);
  return row;
}

function begin(run: Run, standing: Standing): SlaTarget | null {
  const terms = termsOf(run, standing);
  if (!terms) return null;
  const blank = { warnedAt: null, breachedAt: null, metAt: null, stoppedAt: null, alarmAt: null };
  return {
    ...terms,
    ...blank,
    target: run.target,
    part: run.part,
    startedAt: new Date(run.startedAt),
    dueAt: null,
    remainingS: null,
    pausedAt: null,
  };
}

/** Null: the policy promises nothing of the kind. Business without any hours is around the clock. */
function termsOf(
  run: Run,
  { policy, version }: Standing,
): Pick<SlaTarget, 'policyId' | 'clock' | 'seconds' | 'calendarVersionId'> | null {
  const seconds = policy && secondsOf(policy, run.target);
  if (!policy || !seconds) return null;
  const calendarVersionId = policy.clock === 'business' ? (version?.id ?? null) : null;
  return { policyId: policy.id, clock: policy.clock, seconds, calendarVersionId };
}

function reckon(row: SlaTarget, run: Run, seconds: number, standing: Standing): void {
  const due = dueOf(run, seconds, hoursOf(row, standing));
  const pause = run.pauses.at(-1);
  row.startedAt = new Date(run.startedAt);
  row.dueAt = due.at;
  row.remainingS = due.remaining;
  row.pausedAt = due.at === null && pause?.to === null ? new Date(pause.from) : null;
}

/** Says what is due to be said, and when to look again. */
function ring(row: SlaTarget, run: Run, standing: Standing, facts: NewFact[]): void {
  const { now, policy, held } = standing;
  row.alarmAt = null;
  if (!row.dueAt) return;
  const warning = Math.min(policy!.warnSeconds, Math.floor(row.seconds / 2));
  const warnAt = warning > 0 ? dueOf(run, row.seconds - warning, hoursOf(row, standing)).at : null;
  if (row.warnedAt && (!warnAt || warnAt > now)) row.warnedAt = null;
  const undone = held && held.dueAt.getTime() - held.pressedAt.getTime() <= LONGEST_UNDO_MS ? held : null;
  const waited = undone && undone.pressedAt <= row.dueAt && undone.dueAt >= new Date(now.getTime() - GRACE_MS);
  if (warnAt && warnAt <= now && !row.warnedAt) {
    row.warnedAt = warnAt;
    facts.push(SlaWarned.of(now, promised(row)));
  }
  if (row.dueAt <= now && waited) row.alarmAt = new Date(undone.dueAt.getTime() + 2 * GRACE_MS);
  else if (row.dueAt <= now) {
    row.breachedAt = row.dueAt;
    facts.push(SlaBreached.of(now, promised(row)));
  } else row.alarmAt = warnAt && !row.warnedAt && warnAt < row.dueAt ? warnAt : row.dueAt;
}

const hoursOf = (row: SlaTarget, { version }: Standing) => (row.clock === 'business' ? version : null);

/** The number may have come again for another wait (an annulled reopening's, for one): nothing of the old one is left. */
function sameWait(run: Run, row: SlaTarget | undefined, now: Date, facts: NewFact[]): SlaTarget | null {
  if (!row?.stoppedAt || row.startedAt.getTime() === run.startedAt) return row ?? null;
  takeBack(row, now, facts);
  return null;
}

/** What had ended it was taken back. */
function runOn(row: SlaTarget, now: Date, facts: NewFact[]): void {
  row.metAt = null;
  row.stoppedAt = null;
  facts.push(SlaAnnulled.of(now, { target: row.target, part: row.part, policyId: row.policyId }));
}

/** Its wait never was, or is part of another one: what was said of it is taken back. */
function takeBack(row: SlaTarget, now: Date, facts: NewFact[]): void {
  if (row.metAt) runOn(row, now, facts);
  if (row.breachedAt) facts.push(SlaStopped.of(now, { ...promised(row), stoppedAt: null }));
  row.breachedAt = null;
  if (isOpen(row)) stop(row, now);
}

const of = (segment: number | undefined) => (segment === undefined ? {} : { segment });

function stop(row: SlaTarget, at: Date): void {
  row.stoppedAt = at;
  row.alarmAt = null;
}

const promised = (row: SlaTarget): Promised => ({
  target: row.target,
  part: row.part,
  policyId: row.policyId,
  startedAt: row.startedAt.toISOString(),
  dueAt: (row.dueAt ?? row.startedAt).toISOString(),
});

function nearest(rows: SlaTarget[]): Settled['shown'] {
  let first: SlaTarget | null = null;
  for (const row of rows) if (isOpen(row) && row.dueAt && (!first || row.dueAt < first.dueAt!)) first = row;
  return first && { target: first.target, dueAt: first.dueAt!, warned: !!first.warnedAt, breached: !!first.breachedAt };
}
