// The rules of a ticket as a table of cases: what happens, what changes, which facts are left.
import { describe, expect, it } from '@jest/globals';
import type { Actor } from './events.js';
import { annulReply, receive, reply } from './talk.js';
import {
  after,
  annulReopening,
  assign,
  type Change,
  changeState,
  type Measure,
  reopen,
  solve,
  type Ticket,
} from './ticket.js';

const T0 = Date.UTC(2026, 10, 2, 9, 0, 0);
const at = (minutes: number) => new Date(T0 + minutes * 60_000);
const anna: Actor = { by: 'agent', agentId: 'anna' };
const boris: Actor = { by: 'agent', agentId: 'boris' };
/** Half of the calendar time is business time, so that the two cannot be confused. */
const measure: Measure = (from, to) => {
  const calendarSeconds = (to.getTime() - from.getTime()) / 1000;
  return {
    startedAt: from.toISOString(),
    endedAt: to.toISOString(),
    calendarSeconds,
    businessSeconds: calendarSeconds / 2,
    calendarVersionId: 'v1',
  };
};

const fresh: Ticket = {
  workspaceId: 'w',
  id: 't',
  number: 1,
  seq: 0,
  channel: 'chat',
  connectionId: 'c',
  conversation: 'v',
  contactId: 'p',
  identityId: 'i',
  subject: null,
  preview: '',
  state: 'new',
  priority: 1,
  assigneeId: null,
  teamId: 'team',
  lastAssigneeId: null,
  everAssigned: false,
  language: null,
  tags: [],
  spam: false,
  aside: false,
  sideOf: null,
  sideWakes: false,
  snoozedUntil: null,
  snoozedBy: null,
  mergedInto: null,
  trashedAt: null,
  follows: null,
  startedBy: 'customer',
  episode: 1,
  openedAt: at(0),
  firstCustomerAt: null,
  firstResponseAt: null,
  waitingSince: null,
  stateSince: at(0),
  requesterWaitS: 0,
  agentWaitS: 0,
  handoffs: 0,
  touches: 0,
  segments: 0,
  solvedAt: null,
  closeAt: null,
  lastMessageAt: at(0),
  lastCustomerSeq: 0,
  customerReadSeq: 0,
};

/** Plays a story of rules and answers with the ticket at its end and all facts, oldest first. */
function play(
  ticket: Ticket,
  ...steps: ((ticket: Ticket) => Change)[]
): { ticket: Ticket; facts: [string, Record<string, unknown>][] } {
  const facts: [string, Record<string, unknown>][] = [];
  for (const step of steps) {
    const change = step(ticket);
    facts.push(...change.facts.map((fact): [string, Record<string, unknown>] => [fact.type, fact.payload]));
    ticket = after(ticket, change);
  }
  return { ticket, facts };
}
const writes =
  (minute: number, automatic = false) =>
  (ticket: Ticket) =>
    receive(ticket, { messageId: `m${minute}`, at: at(minute), automatic });
const replies =
  (minute: number, actor = anna, nextWaiting: Date | null = null) =>
  (ticket: Ticket) =>
    reply(ticket, { messageId: `r${minute}`, actor, pressedAt: at(minute), nextWaiting }, measure);
const solves =
  (minute: number, actor = anna) =>
  (ticket: Ticket) =>
    solve(ticket, actor, at(minute), measure);
const only = (facts: [string, Record<string, unknown>][], type: string) =>
  facts.filter(([name]) => name === type).map(([, payload]) => payload);

describe('response times', () => {
  it('starts at the first customer message and ends at the first human reply, once for several messages', () => {
    const { ticket, facts } = play(fresh, writes(0), writes(3), replies(10));
    expect(only(facts, 'response.measured')).toEqual([
      expect.objectContaining({
        part: 1,
        first: true,
        answered: true,
        calendarSeconds: 600,
        businessSeconds: 300,
        agentId: 'anna',
        teamId: 'team',
      }),
    ]);
    expect(ticket).toMatchObject({
      state: 'open',
      waitingSince: null,
      touches: 1,
      firstResponseAt: at(10),
      assigneeId: 'anna',
    });
  });

  it('measures each further wait as a next response, and none when nobody waited', () => {
    const { facts } = play(fresh, writes(0), replies(10), replies(11), writes(20), replies(50, boris));
    expect(
      only(facts, 'response.measured').map((fact) => [fact.first, fact.part, fact.calendarSeconds, fact.agentId]),
    ).toEqual([
      [true, 1, 600, 'anna'],
      [false, 2, 1800, 'boris'],
    ]);
  });

  it('lets a customer who wrote during the undo window wait on from then', () => {
    const { ticket, facts } = play(fresh, writes(0), replies(10, anna, at(10.05)));
    expect(ticket.waitingSince).toEqual(at(10.05));
    expect(only(facts, 'response.measured')[0]).toMatchObject({ waitsOnSince: at(10.05).toISOString() });
  });

  it('has no first response when the agent began', () => {
    const { facts } = play({ ...fresh, startedBy: 'agent' }, replies(0), writes(5), replies(7));
    expect(only(facts, 'response.measured').map((fact) => fact.first)).toEqual([false]);
  });

  it('counts solving without an answer as unanswered', () => {
    const { facts } = play(fresh, writes(0), solves(30));
    expect(only(facts, 'response.measured')).toEqual([expect.objectContaining({ answered: false, first: true })]);
  });

  it('runs on after a reply has failed', () => {
    const answered = play(fresh, writes(0), replies(10)).ticket;
    const { ticket, facts } = play(
      answered,
      (now) => annulReply(now, 'r10', { part: 1, first: true, startedAt: at(0).toISOString() }, at(11)),
      replies(20),
    );
    expect(only(facts, 'response.annulled')).toEqual([expect.objectContaining({ part: 1, first: true })]);
    expect(only(facts, 'response.measured')).toEqual([expect.objectContaining({ first: true, calendarSeconds: 1200 })]);
    expect(ticket.touches).toBe(1);
  });

  it('is moved by no automatic notice', () => {
    const solved = play(fresh, writes(0), replies(5), solves(6)).ticket;
    const { ticket, facts } = play(solved, writes(60, true));
    expect(ticket).toMatchObject({ state: 'solved', waitingSince: null, episode: 1 });
    expect(facts.map(([type]) => type)).toEqual(['message.received']);
  });
});

describe('states, waits and episodes', () => {
  it('books new, open and hold as requester wait, pending as agent wait', () => {
    const { facts } = play(
      fresh,
      writes(0),
      replies(10),
      (now) => changeState(now, 'pending', anna, at(12)),
      writes(30),
      (now) => changeState(now, 'hold', anna, at(40)),
      solves(45),
    );
    expect(only(facts, 'ticket.solved')).toEqual([
      expect.objectContaining({
        requesterWaitSeconds: (12 + 10 + 5) * 60,
        agentWaitSeconds: 18 * 60,
        episode: 1,
        first: true,
        solverId: 'anna',
        touches: 1,
      }),
    ]);
  });

  it('reopens on a customer message: the episode ends and the next begins; full resolution runs from the first message', () => {
    const { ticket, facts } = play(fresh, writes(0), solves(10), writes(100), solves(130));
    expect(only(facts, 'ticket.reopened')).toEqual([expect.objectContaining({ episode: 1, next: 2 })]);
    expect(
      only(facts, 'ticket.solved').map((fact) => [
        fact.episode,
        fact.first,
        (fact.resolution as { calendarSeconds: number }).calendarSeconds,
      ]),
    ).toEqual([
      [1, true, 600],
      [2, false, 7800],
    ]);
    expect(ticket).toMatchObject({ state: 'solved', episode: 2 });
  });

  it('solves once: solving again leaves no fact', () => {
    expect(
      play(fresh, writes(0), solves(10), solves(11)).facts.filter(([type]) => type === 'ticket.solved'),
    ).toHaveLength(1);
  });

  it('takes a reopening back when it was only thanks: the episode goes on', () => {
    const { ticket, facts } = play(fresh, writes(0), solves(10), writes(20), (now) =>
      annulReopening(now, anna, at(21)),
    );
    expect(ticket).toMatchObject({ state: 'solved', episode: 1, waitingSince: null });
    expect(only(facts, 'reopening.annulled')).toEqual([expect.objectContaining({ episode: 1 })]);
  });

  it('reopens by hand without making the customer wait', () => {
    const { ticket } = play(fresh, writes(0), solves(10), (now) => reopen(now, anna, at(12)));
    expect(ticket).toMatchObject({ state: 'open', episode: 2, waitingSince: null, closeAt: null });
  });
});

describe('handoffs', () => {
  const to =
    (agentId: string | null, teamId: string | null = 'team') =>
    (now: Ticket) =>
      assign(now, { agentId, teamId }, boris, at(1));
  it.each([
    ['the first assignment is none', [to('anna')], 0],
    ['to another agent is one', [to('anna'), to('boris')], 1],
    ['by way of nobody is one', [to('anna'), to(null), to('boris')], 1],
    ['back to the same agent is none', [to('anna'), to(null), to('anna')], 0],
    ['to another team is one', [to(null, 'other')], 1],
    ['nothing changed is none', [to('anna'), to('anna')], 0],
  ])('%s', (_, steps, handoffs) => {
    expect(play(fresh, ...steps).ticket.handoffs).toBe(handoffs);
  });
});
