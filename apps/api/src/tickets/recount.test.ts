// Rules of counting again: what a segment becomes when its question leaves, and who answered first.
import { describe, expect, it } from '@jest/globals';
import type { Fact, NewFact } from '../platform/events/define-event.js';
import { ResponseAnnulled, ResponseMeasured, TicketSolved } from './events.js';
import {
  liveSegments,
  type MeasureWith,
  recountResolutions,
  recountSegments,
  type Segment,
  withoutMessages,
  withoutReply,
} from './recount.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 10, minute));
const measure: MeasureWith = (calendarVersionId, from, to) => ({
  startedAt: from.toISOString(),
  endedAt: to.toISOString(),
  calendarSeconds: (to.getTime() - from.getTime()) / 1000,
  businessSeconds: null,
  calendarVersionId,
});
const segment = (part: number, from: number, to: number, more: Partial<Segment> = {}): Segment => ({
  ...measure('v', at(from), at(to)),
  part,
  first: part === 1,
  answered: true,
  messageId: `r${part}`,
  agentId: 'anna',
  teamId: null,
  ...more,
});
const asFacts = (news: NewFact[]): Fact[] =>
  news.map((fact, i) => ({
    ...fact,
    id: `${i}`,
    workspaceId: 'w',
    ticketId: 't',
    seq: i + 1,
    at: fact.at.toISOString(),
  }));

describe('withoutMessages', () => {
  it.each<[string, number[], number[], [number, number][]]>([
    ['nothing of it leaves', [20], [0, 10], [[0, 5]]],
    ['its question leaves, another follows before the answer', [0], [3], [[3, 5]]],
    ['its question leaves, the next comes after the answer', [0], [7], []],
    ['one of two written in the same instant leaves', [0], [0], [[0, 5]]],
  ])('%s', (_, leaving, staying, left) => {
    const segments = withoutMessages([segment(1, 0, 5)], leaving.map(at), staying.map(at), measure);
    expect(segments.map((one) => [one.startedAt, one.endedAt])).toEqual(
      left.map(([from, to]) => [at(from).toISOString(), at(to).toISOString()]),
    );
  });
});

describe('withoutReply', () => {
  const next = (messageId: string | null, minute: number) => ({
    messageId,
    at: at(minute),
    agentId: 'boris',
    teamId: 't',
  });
  const shape = (segments: Segment[]) =>
    segments.map((one) => [one.messageId, one.startedAt, one.endedAt, one.answered, one.agentId]);
  const iso = (minute: number) => at(minute).toISOString();

  it('goes on to the next reply, though that had ended nothing', () => {
    const segments = withoutReply([segment(1, 0, 5)], 'r1', next('r2', 7), measure);
    expect(shape(segments)).toEqual([['r2', iso(0), iso(7), true, 'boris']]);
    expect(segments[0]).toMatchObject({ part: 0, first: true, teamId: 't', calendarVersionId: 'v' });
  });

  it('takes in the wait that the next reply had ended', () => {
    const segments = withoutReply([segment(1, 0, 5), segment(2, 6, 9)], 'r1', next('r2', 9), measure);
    expect(shape(segments)).toEqual([['r2', iso(0), iso(9), true, 'boris']]);
    expect(segments[0]).toMatchObject({ part: 2, first: true, calendarSeconds: 540 });
  });

  it('was ended by solving, if that came first', () => {
    const unanswered = segment(2, 6, 8, { answered: false, messageId: null });
    const live = [segment(1, 0, 5), unanswered, segment(3, 20, 30)];
    const segments = withoutReply(live, 'r1', next(null, 8), measure);
    expect(shape(segments)).toEqual([
      ['r3', iso(20), iso(30), true, 'anna'],
      [null, iso(0), iso(8), false, 'boris'],
    ]);
  });
});

describe('recountSegments', () => {
  const given = (live: Segment[], wanted: Segment[]) => ({ live, wanted, segments: 2, startedBy: 'customer' as const });

  it('changes nothing where nothing has changed', () => {
    const live = [segment(1, 0, 5), segment(2, 6, 9)];
    expect(recountSegments(given(live, live), at(30))).toMatchObject({
      facts: [],
      segments: 2,
      firstResponseAt: at(5),
    });
  });

  it('makes the next answer the first one, under a new part, and tells the reply', () => {
    const live = [segment(1, 0, 5), segment(2, 6, 9)];
    const found = recountSegments(given(live, [live[1]!]), at(30));
    expect(found.facts.map((fact) => [fact.type, fact.payload.part, fact.payload.first])).toEqual([
      ['response.annulled', 1, true],
      ['response.annulled', 2, false],
      ['response.measured', 3, true],
    ]);
    expect(found).toMatchObject({ segments: 3, firstResponseAt: at(9), measured: [3] });
    expect([...found.replies]).toEqual([
      ['r1', null],
      ['r2', { part: 3, first: true, startedAt: at(6).toISOString() }],
    ]);
    // Folding these facts gives what was wanted.
    const before = [segment(1, 0, 5), segment(2, 6, 9)].map((one) =>
      ResponseMeasured.of(at(9), { ...one, waitsOnSince: null }),
    );
    expect(liveSegments(asFacts([...before, ...found.facts])).map((one) => [one.part, one.first])).toEqual([[3, true]]);
  });

  it('says of a wait that solving ended that it was not answered', () => {
    const live = [segment(1, 0, 5, { answered: false, messageId: null })];
    const { facts, replies } = recountSegments(given(live, []), at(30));
    expect(facts[0]!.payload).toMatchObject({ part: 1, answered: false, messageId: null });
    expect(replies.size).toBe(0);
  });

  it('has no first response where we began', () => {
    const live = [segment(1, 0, 5, { first: false })];
    expect(recountSegments({ ...given(live, live), startedBy: 'agent' }, at(30)).facts).toEqual([]);
  });
});

describe('recountResolutions', () => {
  const solved = (episode: number, minute: number) =>
    TicketSolved.of(at(minute), {
      actor: { by: 'agent', agentId: 'anna' },
      episode,
      solverId: 'anna',
      teamId: null,
      byRule: false,
      first: episode === 1,
      resolution: measure('v', at(0), at(minute)),
      touches: 1,
      requesterWaitSeconds: 0,
      agentWaitSeconds: 0,
    });

  it('counts each episode from the message that is the first now, and none that ended before it', () => {
    const facts = asFacts([
      solved(1, 10),
      solved(2, 40),
      ResponseAnnulled.of(at(41), { part: 1, first: true, waitingSince: '', messageId: null }),
    ]);
    const news = recountResolutions(facts, at(20), measure, at(50));
    expect(
      news.map((fact) => [
        fact.payload.episode,
        (fact.payload.resolution as { calendarSeconds: number } | null)?.calendarSeconds,
      ]),
    ).toEqual([
      [1, undefined],
      [2, 1200],
    ]);
    // And back again: with the hours of the first counting.
    const again = recountResolutions(
      asFacts([...facts.map((one) => ({ ...one, at: new Date(one.at) })), ...news]),
      at(0),
      measure,
      at(60),
    );
    expect(again.map((fact) => fact.payload.resolution)).toEqual([
      measure('v', at(0), at(10)),
      measure('v', at(0), at(40)),
    ]);
  });
});
