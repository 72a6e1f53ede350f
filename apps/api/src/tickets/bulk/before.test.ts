// What was changed is known, and is what it was again, where nobody has changed it since.
import { describe, expect, it } from '@jest/globals';
import { after, assign, changeState, inTurn, reopen, snooze, solve, type Ticket, wake } from '../ticket.js';
import { type Before, beforeOf, takeBack } from './before.js';

const AT = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:05:00Z');
const actor = { by: 'agent', agentId: 'anna' } as const;
const ticket = {
  state: 'open',
  startedBy: 'customer',
  priority: 1,
  assigneeId: null,
  teamId: 'team',
  lastAssigneeId: null,
  tags: [1, 2],
  spam: false,
  snoozedUntil: null,
  snoozedBy: null,
  waitingSince: new Date('2026-03-01T11:00:00Z'),
  firstResponseAt: null,
  firstCustomerAt: null,
  stateSince: new Date('2026-03-01T11:00:00Z'),
  requesterWaitS: 0,
  agentWaitS: 0,
  segments: 0,
  handoffs: 0,
  touches: 0,
  episode: 1,
} as unknown as Ticket;
const measure = () => ({
  startedAt: '',
  endedAt: '',
  calendarSeconds: 0,
  businessSeconds: null,
  calendarVersionId: null,
});
const NOBODY = new Set<string>();
/** The customer's wait, as solving ends it. */
const ENDED = { startedAt: '2026-03-01T11:00:00.000Z', part: 1, first: true };

const back = (now: Ticket, before: Before, since = NOBODY) => {
  const { change, left } = takeBack(now, before, since, actor, LATER);
  return { ticket: after(now, change), left, facts: change.facts.map(({ type }) => type) };
};

describe('what was changed', () => {
  it('is known by what it was', () => {
    const now = after(ticket, assign(ticket, { agentId: 'oleg', teamId: 'team' }, actor, AT));
    expect(beforeOf(ticket, now, null)).toEqual({ holder: { agentId: null, teamId: 'team' } });
    expect(beforeOf(ticket, { ...ticket, priority: 3, tags: [], spam: true }, null)).toEqual({
      priority: 1,
      tags: [1, 2],
      spam: false,
    });
    expect(beforeOf(ticket, ticket, null)).toEqual({});
  });

  it('is what it was again, and a wait that solving had ended goes on', () => {
    const solved = after(ticket, solve(ticket, actor, AT, measure));
    const undone = back(solved, beforeOf(ticket, solved, ENDED));
    expect(undone.ticket).toMatchObject({ state: 'open', waitingSince: ticket.waitingSince, episode: 2 });
    expect(undone.facts).toEqual(['ticket.reopened', 'response.annulled']);
  });

  it('a solving that is held never was: the episode is the same, nothing was reopened', () => {
    const solved = after(ticket, solve(ticket, actor, AT, measure));
    const before = beforeOf(ticket, solved, ENDED);
    const held = { until: '2026-03-01T12:06:00.000Z', solvedAt: null, resolved: null };
    const undone = back(solved, { ...before, state: { ...before.state!, held } });
    expect(undone.ticket).toMatchObject({
      state: 'open',
      waitingSince: ticket.waitingSince,
      episode: 1,
      solvedAt: null,
    });
    expect(undone.facts).toEqual(['solve.annulled', 'response.annulled']);
    const late = { ...held, until: '2026-03-01T12:05:00.500Z' };
    expect(back(solved, { ...before, state: { ...before.state!, held: late } }).facts[0]).toBe('ticket.reopened');
  });

  it('no wait goes on that a reply had ended, and nobody is new who was answered', () => {
    const unheld = { ...ticket, state: 'new' } as Ticket;
    const answered = { ...unheld, state: 'open', waitingSince: null, segments: 1, touches: 1 } as Ticket;
    const solved = after(answered, solve(answered, actor, AT, measure));
    const undone = back(solved, beforeOf(unheld, solved, null));
    expect(undone.ticket).toMatchObject({ state: 'open', waitingSince: null });
    expect(undone.facts).toEqual(['ticket.reopened']);
  });

  it.each(['new', 'pending', 'hold'] as const)('also the state before it was solved: %s', (state) => {
    const was = { ...ticket, state, waitingSince: null } as Ticket;
    const solved = after(was, solve(was, actor, AT, measure));
    expect(back(solved, beforeOf(was, solved, null)).ticket.state).toBe(state);
  });

  it('a reopening that never was', () => {
    const solved = after(ticket, solve(ticket, actor, AT, measure));
    const open = after(solved, reopen(solved, actor, AT));
    const undone = back(open, beforeOf(solved, open, null));
    expect(undone.ticket).toMatchObject({ state: 'solved', episode: 1 });
    expect(undone.facts).toEqual(['reopening.annulled']);
  });

  it('sleep, if its hour has not come; else it is awake', () => {
    const asleep = after(ticket, snooze(ticket, new Date('2026-03-01T18:00:00Z'), actor, AT));
    const awake = after(asleep, wake(asleep, 'person', actor, AT));
    expect(back(awake, beforeOf(asleep, awake, null)).ticket.snoozedUntil).toEqual(asleep.snoozedUntil);
    const over = { ...asleep, snoozedUntil: new Date('2026-03-01T12:02:00Z') };
    expect(back(awake, beforeOf(over, awake, null)).ticket.snoozedUntil).toBeNull();
    const solved = after(asleep, solve(asleep, actor, AT, measure));
    expect(back(solved, beforeOf(asleep, solved, null)).ticket).toMatchObject({
      state: 'open',
      snoozedUntil: asleep.snoozedUntil,
    });
  });

  it('but for what somebody has changed since', () => {
    const change = inTurn(ticket, changeState(ticket, 'pending', actor, AT), () => ({
      patch: { priority: 3 },
      facts: [],
    }));
    const now = after(ticket, change);
    const undone = back(
      now,
      { ...beforeOf(ticket, now, null), noted: true },
      new Set(['ticket.prioritised', 'sla.warned']),
    );
    expect(undone.ticket).toMatchObject({ state: 'open', priority: 3 });
    expect(undone.left).toEqual(['priority', 'noted']);
  });

  it.each(['solved', 'pending', 'hold'] as const)('nor back to %s over words of the customer', (state) => {
    const was = { ...ticket, state, waitingSince: null } as Ticket;
    const open = { ...was, state: 'open', episode: state === 'solved' ? 2 : 1 } as Ticket;
    const wrote = { ...open, waitingSince: LATER };
    const undone = back(wrote, beforeOf(was, open, null), new Set(['message.received']));
    expect(undone).toMatchObject({ ticket: { state: 'open', waitingSince: LATER }, left: ['state'], facts: [] });
  });

  it('nor back to sleep over them', () => {
    const asleep = after(ticket, snooze(ticket, new Date('2026-03-01T18:00:00Z'), actor, AT));
    const awake = after(asleep, wake(asleep, 'person', actor, AT));
    const undone = back(awake, beforeOf(asleep, awake, null), new Set(['message.received']));
    expect(undone).toMatchObject({ ticket: { snoozedUntil: null }, left: ['snooze'] });
  });

  it('but back to open they may be heard in', () => {
    const held = after(ticket, changeState(ticket, 'hold', actor, AT));
    expect(back(held, beforeOf(ticket, held, null), new Set(['message.received'])).ticket.state).toBe('open');
  });
});
