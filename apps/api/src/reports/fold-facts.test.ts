// One line a rule of DEFINITIONS.md: what a ticket's story leaves in the narrow rows.
import { describe, expect, test } from '@jest/globals';
import type { Fact, NewFact } from '../platform/events/define-event.js';
import {
  type Measured,
  MessageReceived,
  ReopeningAnnulled,
  ResolutionRecounted,
  ResponseAnnulled,
  ResponseMeasured,
  SlaAnnulled,
  SlaBreached,
  SlaMet,
  SlaStopped,
  SolveAnnulled,
  SurveyAnswered,
  SurveyCancelled,
  SurveyDecided,
  SurveyInvited,
  TicketAssigned,
  TicketMarkedSpam,
  TicketMerged,
  TicketOpened,
  TicketReopened,
  TicketRestored,
  TicketSolved,
  TicketTrashed,
  TicketUnmerged,
} from '../tickets/events.js';
import { cellsOf, KIND, OUTCOME } from './cells.js';
import { type Book, blankBook, fold } from './fold-facts.js';
import { latenessOf } from './fold-promises.js';
import { thingsOf } from './recount-facts.js';

const at = (time: string) => new Date(`2026-03-10T${time}Z`);
const actor = { by: 'agent' as const, agentId: 'anna' };

const opened = TicketOpened.of(at('10:00:00'), {
  channel: 'chat',
  connectionId: 'c',
  contactId: 'p',
  number: 7,
  startedBy: 'customer',
  language: null,
  follows: null,
});
const wrote = (time: string, automatic = false) => MessageReceived.of(at(time), { messageId: 'm', automatic });
const answered = (part: number, from: string, to: string, more: object = {}) =>
  ResponseMeasured.of(at(to), {
    ...{
      startedAt: at(from).toISOString(),
      endedAt: at(to).toISOString(),
      calendarSeconds: (at(to).getTime() - at(from).getTime()) / 1000,
    },
    ...{
      businessSeconds: 0,
      calendarVersionId: 'v',
      part,
      first: part === 1,
      answered: true,
      messageId: 'r',
      agentId: 'anna',
      teamId: null,
      waitsOnSince: null,
    },
    ...more,
  });
const solved = (episode: number, time: string) =>
  TicketSolved.of(at(time), {
    ...{
      actor,
      episode,
      solverId: 'anna',
      teamId: 'sales',
      byRule: false,
      first: episode === 1,
      touches: 1,
      requesterWaitSeconds: 0,
      agentWaitSeconds: 0,
    },
    resolution: {
      startedAt: at('10:00:00').toISOString(),
      endedAt: at(time).toISOString(),
      calendarSeconds: (at(time).getTime() - at('10:00:00').getTime()) / 1000,
      businessSeconds: null,
      calendarVersionId: null,
    },
  });
const reopened = (episode: number, time: string) => TicketReopened.of(at(time), { actor, episode, next: episode + 1 });
const decided = (asked: boolean) =>
  SurveyDecided.of(at('11:00:00'), {
    episode: 1,
    asked,
    reason: asked ? null : 'opted-out',
    invitationId: 'i',
    surveyId: 's',
    kind: 'csat',
    scaleMax: 5,
    solverId: 'anna',
    teamId: 'sales',
  });
const invited = (state: 'sent' | 'kept' | 'failed' | 'unknown', time: string) =>
  SurveyInvited.of(at(time), { episode: 1, invitationId: 'i', state });
const rated = (version: number, score: number, time: string) =>
  SurveyAnswered.of(at(time), { episode: 1, invitationId: 'i', version, score, good: false, source: 'page' });

const facts = (news: NewFact[]): Fact[] =>
  news.map((fact, i) => ({
    id: `f${i}`,
    workspaceId: 'w',
    ticketId: 't',
    seq: i + 1,
    type: fact.type,
    at: fact.at.toISOString(),
    payload: fact.payload,
  }));

function book(...news: NewFact[]): Book {
  const made = blankBook('t');
  for (const fact of facts([opened, ...news])) fold(made, fact);
  return made;
}

describe('who waits', () => {
  test.each<[string, NewFact[], string | null]>([
    ['since the first message', [wrote('10:00:00'), wrote('10:05:00')], '10:00:00'],
    ['an automatic mail waits for nothing', [wrote('10:00:00', true)], null],
    ['until a reply', [wrote('10:00:00'), answered(1, '10:00:00', '10:10:00')], null],
    [
      'a message sent while the reply could be undone waits on',
      [wrote('10:00:00'), answered(1, '10:00:00', '10:10:00', { waitsOnSince: at('10:10:03').toISOString() })],
      '10:10:03',
    ],
    [
      'a failed reply never ended it',
      [
        wrote('10:00:00'),
        answered(1, '10:00:00', '10:10:00'),
        ResponseAnnulled.of(at('10:11:00'), {
          part: 1,
          first: true,
          waitingSince: at('10:00:00').toISOString(),
          messageId: 'r',
        }),
      ],
      '10:00:00',
    ],
    [
      'thanks ask for no answer',
      [
        wrote('10:00:00'),
        solved(1, '11:00:00'),
        wrote('11:05:00'),
        reopened(1, '11:05:00'),
        answered(1, '10:00:00', '11:00:00'),
        wrote('11:06:00'),
        ReopeningAnnulled.of(at('11:10:00'), { actor, episode: 1 }),
      ],
      null,
    ],
  ])('%s', (_, news, since) => {
    expect(book(...news).head!.waitingSince).toBe(since && at(since).toISOString());
  });
});

describe('durations', () => {
  const rowsOf = (made: Book) =>
    [...made.durations.values()].map((row) => [row.measure, row.part, row.calendarS, row.withdrawn]);

  test('the first response, the next one, and a wait that solving ended', () => {
    const made = book(
      answered(1, '10:00:00', '10:10:00'),
      answered(2, '10:20:00', '10:20:30'),
      answered(3, '10:30:00', '11:00:00', { answered: false }),
    );
    expect(rowsOf(made)).toEqual([
      ['first-response', 1, 600, false],
      ['next-response', 2, 30, false],
      ['unanswered', 3, 1800, false],
    ]);
    expect(made.durations.get('first-response:1')).toMatchObject({
      businessS: 0,
      businessBucket: -32768,
      agentId: 'anna',
    });
  });

  test('a failed reply takes its duration away, the next one measures anew', () => {
    const annulled = ResponseAnnulled.of(at('10:11:00'), {
      part: 1,
      first: true,
      waitingSince: at('10:00:00').toISOString(),
      messageId: 'r',
    });
    const made = book(
      answered(1, '10:00:00', '10:10:00'),
      annulled,
      answered(2, '10:00:00', '10:30:00', { first: true }),
    );
    expect(rowsOf(made)).toEqual([['first-response', 2, 1800, false]]);
    expect([...made.removed.keys()]).toEqual(['first-response:1']);
  });

  test('what an annulment takes back is told by the number of the segment; the recount goes by the same', () => {
    const annulled = (part: number, more: { first: boolean; answered?: boolean }) =>
      ResponseAnnulled.of(at('10:50:00'), {
        part,
        waitingSince: at('10:00:00').toISOString(),
        messageId: 'r',
        ...more,
      });
    const news = [wrote('10:00:00'), answered(1, '10:00:00', '10:10:00'), answered(2, '10:20:00', '10:20:30')];
    for (const [end, left] of [
      [annulled(1, { first: false }), ['next-response']],
      [annulled(2, { first: true }), ['first-response']],
      [annulled(1, { first: true, answered: false }), ['next-response']],
    ] as const) {
      const made = book(...news, end);
      expect(rowsOf(made).map(([measure]) => measure)).toEqual(left);
      expect(made.head!.firstWaitS).toBe(left[0] === 'first-response' ? 600 : null);
      const recounted = thingsOf(facts([opened, ...news, end]), () => null).map(({ kind }) => kind);
      expect(recounted.filter((kind) => kind.endsWith('-response'))).toEqual(left);
    }
  });

  test('full resolution is withdrawn while reopened, replaced when solved again; the first one stays', () => {
    const open = book(solved(1, '11:00:00'), reopened(1, '11:05:00'));
    expect(rowsOf(open)).toEqual([
      ['first-resolution', 0, 3600, false],
      ['full-resolution', 0, 3600, true],
    ]);
    expect(open.episodes.get(1)!.reopenedAt).toBe(at('11:05:00').toISOString());
    expect(rowsOf(book(solved(1, '11:00:00'), reopened(1, '11:05:00'), solved(2, '12:00:00')))).toEqual([
      ['first-resolution', 0, 3600, false],
      ['full-resolution', 0, 7200, false],
    ]);
  });

  test('solved by mistake: it never was, and what stood before stands again', () => {
    const annulled = (episode: number, before: object | null = null) =>
      SolveAnnulled.of(at('12:00:10'), { actor, episode, to: 'open', before: before as null });
    const first = book(solved(1, '11:00:00'), annulled(1));
    expect(rowsOf(first)).toEqual([]);
    expect([[...first.removed.keys()], [...first.episodes], [...first.unsolved]]).toEqual([
      ['first-resolution:0', 'full-resolution:0'],
      [],
      [1],
    ]);
    const measured = solved(1, '11:00:00').payload as { resolution: object };
    const second = book(
      solved(1, '11:00:00'),
      reopened(1, '11:05:00'),
      solved(2, '12:00:00'),
      annulled(2, { ...measured.resolution, agentId: 'anna', teamId: null }),
    );
    expect(rowsOf(second)).toEqual([
      ['first-resolution', 0, 3600, false],
      ['full-resolution', 0, 3600, true],
    ]);
    expect([...second.episodes.keys()]).toEqual([1]);
    expect(rowsOf(book(solved(1, '11:00:00'), annulled(1), solved(1, '12:00:00')))).toEqual([
      ['first-resolution', 0, 7200, false],
      ['full-resolution', 0, 7200, false],
    ]);
  });

  test('a first message that comes by a merge: what is open again has no full resolution, also where there was none before', () => {
    const silent = solved(1, '11:00:00');
    const { resolution } = silent.payload as { resolution: Measured };
    const made = book(
      { ...silent, payload: { ...silent.payload, resolution: null } },
      reopened(1, '11:05:00'),
      ResolutionRecounted.of(at('11:10:00'), { episode: 1, first: true, resolution }),
    );
    expect(rowsOf(made)).toEqual([
      ['first-resolution', 0, 3600, false],
      ['full-resolution', 0, 3600, true],
    ]);
  });

  test('a solving keeps what it took: replies, both waits, and the hands it went through by then', () => {
    const handed = (handoff: boolean) =>
      TicketAssigned.of(at('10:30:00'), {
        ...{ actor, handoff, fromAgentId: null, toAgentId: 'anna', fromTeamId: null, toTeamId: null },
      });
    const first = solved(1, '11:00:00');
    const waited = {
      ...first,
      payload: { ...first.payload, touches: 2, requesterWaitSeconds: 61.6, agentWaitSeconds: 5 },
    };
    const made = book(
      handed(false),
      handed(true),
      waited,
      reopened(1, '11:05:00'),
      handed(true),
      solved(2, '12:00:00'),
    );
    expect(made.episodes.get(1)).toMatchObject({ touches: 2, requesterS: 62, agentS: 5, handoffs: 1 });
    expect(made.episodes.get(2)).toMatchObject({ handoffs: 2 });
  });

  test.each([
    [1, 1, null, OUTCOME.oneTouch],
    [1, 2, null, OUTCOME.other],
    [1, 0, null, OUTCOME.other],
    [2, 1, null, OUTCOME.other],
    [1, 1, '2026-03-17T11:00:00.000Z', OUTCOME.reopened],
    [1, 1, '2026-03-17T11:00:00.001Z', OUTCOME.oneTouch],
    [3, 5, '2026-03-10T11:00:00.000Z', OUTCOME.reopened],
  ])('episode %i with %i replies, reopened at %s', (episode, touches, reopenedAt, outcome) => {
    const made = book(solved(episode, '11:00:00'));
    Object.assign(made.episodes.get(episode)!, { touches, reopenedAt });
    const found = cellsOf(made, 'Europe/Sofia', new Set()).filter(({ kind }) => kind === KIND.outcome);
    expect(found).toMatchObject([{ day: '2026-03-10', entry: outcome, n: 1 }]);
  });

  test('only thanks: the reopening never was', () => {
    const made = book(
      solved(1, '11:00:00'),
      reopened(1, '11:05:00'),
      ReopeningAnnulled.of(at('11:10:00'), { actor, episode: 1 }),
    );
    expect(made.durations.get('full-resolution:0')!.withdrawn).toBe(false);
    expect(made.episodes.get(1)!.reopenedAt).toBeNull();
  });
});

describe('what is open', () => {
  const annulled = (episode: number) => SolveAnnulled.of(at('12:00:10'), { actor, episode, to: 'open', before: null });
  const thanks = ReopeningAnnulled.of(at('11:10:00'), { actor, episode: 1 });
  test.each<[string, NewFact[], boolean]>([
    ['from the beginning', [], true],
    ['until it is solved', [solved(1, '11:00:00')], false],
    ['again when reopened', [solved(1, '11:00:00'), reopened(1, '11:05:00')], true],
    ['not when the reopening was only thanks', [solved(1, '11:00:00'), reopened(1, '11:05:00'), thanks], false],
    ['still, when solved by mistake', [solved(1, '11:00:00'), annulled(1)], true],
    ['until solved again', [solved(1, '11:00:00'), reopened(1, '11:05:00'), solved(2, '12:00:00')], false],
  ])('%s', (_, news, open) => {
    expect(book(...news).head!.open).toBe(open);
  });
});

describe('surveys', () => {
  test.each<[string, NewFact[], object]>([
    ['not asked, and why', [decided(false)], { asked: false, reason: 'opted-out', sentAt: null }],
    [
      'taken back before sending',
      [decided(true), SurveyCancelled.of(at('11:05:00'), { episode: 1, invitationId: 'i', reason: 'reopened' })],
      { asked: false, reason: 'reopened' },
    ],
    [
      'armed again',
      [
        decided(true),
        SurveyCancelled.of(at('11:05:00'), { episode: 1, invitationId: 'i', reason: 'reopened' }),
        decided(true),
      ],
      { asked: true, reason: null },
    ],
    [
      'counts on the day it was sent',
      [decided(true), invited('sent', '11:30:00'), rated(1, 5, '12:00:00')],
      { sentAt: at('11:30:00').toISOString(), score: 5, good: true },
    ],
    ['perhaps sent is sent', [decided(true), invited('unknown', '11:30:00')], { sentAt: at('11:30:00').toISOString() }],
    ['kept is not', [decided(true), invited('kept', '11:30:00')], { sentAt: null }],
    [
      'kept, then sent, is',
      [decided(true), invited('kept', '11:30:00'), invited('sent', '12:00:00')],
      { sentAt: '2026-03-10T12:00:00.000Z' },
    ],
    ['failed is not', [decided(true), invited('sent', '11:30:00'), invited('failed', '11:31:00')], { sentAt: null }],
    [
      'an answer proves that it came',
      [decided(true), invited('failed', '11:31:00'), rated(1, 2, '12:00:00')],
      { sentAt: at('12:00:00').toISOString(), good: false },
    ],
    [
      'the latest version counts',
      [decided(true), invited('sent', '11:30:00'), rated(1, 2, '12:00:00'), rated(2, 4, '12:01:00')],
      { score: 4, good: true, version: 2 },
    ],
    [
      'a version that comes late does not',
      [decided(true), invited('sent', '11:30:00'), rated(2, 4, '12:01:00'), rated(1, 2, '12:02:00')],
      { score: 4, version: 2 },
    ],
  ])('%s', (_, news, row) => {
    expect(book(...news).surveys.get(1)).toMatchObject(row);
  });
});

describe('the ticket', () => {
  test('spam leaves and comes back', () => {
    expect(book(TicketMarkedSpam.of(at('10:01:00'), { actor, spam: true })).head!.gone).toBe(true);
    expect(
      book(
        TicketMarkedSpam.of(at('10:01:00'), { actor, spam: true }),
        TicketMarkedSpam.of(at('10:02:00'), { actor, spam: false }),
      ).head!.gone,
    ).toBe(false);
  });

  test('merged away or thrown away it leaves, and comes back as what it was', () => {
    const into = { actor, into: 't2', intoNumber: 2 };
    const back = { actor, from: 't2', fromNumber: 2 };
    const merged = TicketMerged.of(at('10:01:00'), into);
    expect(book(merged).head!.gone).toBe(true);
    expect(book(merged, TicketUnmerged.of(at('10:02:00'), { ...back, spam: false })).head!.gone).toBe(false);
    expect(book(merged, TicketUnmerged.of(at('10:02:00'), { ...back, spam: true })).head!.gone).toBe(true);
    const trashed = TicketTrashed.of(at('10:01:00'), { actor });
    expect(book(trashed).head!.gone).toBe(true);
    expect(book(trashed, TicketRestored.of(at('10:02:00'), { actor, spam: false })).head!.gone).toBe(false);
  });

  test('its present holder is known, past credit is not touched', () => {
    const handed = TicketAssigned.of(at('10:30:00'), {
      actor,
      fromAgentId: 'anna',
      toAgentId: 'boris',
      fromTeamId: null,
      toTeamId: 'support',
      handoff: true,
    });
    const made = book(answered(1, '10:00:00', '10:10:00'), handed);
    expect(made.head).toMatchObject({ agentId: 'boris', teamId: 'support', number: 7 });
    expect(made.durations.get('first-response:1')!.agentId).toBe('anna');
  });

  test('a fact that comes again changes nothing', () => {
    const story = facts([
      opened,
      wrote('10:00:00'),
      answered(1, '10:00:00', '10:10:00'),
      solved(1, '11:00:00'),
      reopened(1, '11:05:00'),
    ]);
    const once = blankBook('t');
    for (const fact of story) fold(once, fact);
    const twice = blankBook('t');
    for (const fact of [...story.slice(0, 3), ...story.slice(1, 4), ...story]) fold(twice, fact);
    expect(twice).toEqual(once);
  });

  test('facts without an opening are refused: something was lost', () => {
    expect(() => fold(blankBook('t'), facts([wrote('10:00:00')])[0]!)).toThrow('do not begin with its opening');
  });
});

describe('promises', () => {
  const of = (target: 'first-response' | 'next-response' | 'resolution', part: number, due: string) => ({
    ...{ target, part, policyId: 'p', startedAt: at('10:00:00').toISOString(), dueAt: at(due).toISOString() },
  });
  const breached = (target: 'first-response' | 'resolution', part: number, due: string, told: string) =>
    SlaBreached.of(at(told), of(target, part, due));
  const met = (target: 'first-response' | 'resolution', part: number, due: string, when: string, late: boolean) => {
    const said = { late, clock: 'calendar' as const, seconds: 3600, calendarVersionId: null };
    return SlaMet.of(at(when), { ...of(target, part, due), ...said, metAt: at(when).toISOString() });
  };
  const stopped = (when: string | null, segment?: number) =>
    SlaStopped.of(at(when ?? '13:00:00'), {
      ...of('first-response', 1, '11:00:00'),
      ...{ stoppedAt: when && at(when).toISOString(), ...(segment ? { segment } : {}) },
    });
  const annulled = SlaAnnulled.of(at('13:00:00'), { target: 'first-response', part: 1, policyId: 'p' });
  const promises = (...facts: NewFact[]) => [...book(...facts).promises.values()];

  test('a kept one ends with the reply, and is whose the reply was', () => {
    const facts = [wrote('10:00:00'), answered(1, '10:00:00', '10:30:00', { teamId: 'sales' })];
    expect(promises(...facts, met('first-response', 1, '11:00:00', '10:30:00', false))).toEqual([
      {
        ...{ target: 'first-response', part: 1, dueAt: at('11:00:00').toISOString(), met: true, late: false },
        ...{ endedAt: at('10:30:00').toISOString(), agentId: 'anna', teamId: 'sales', priority: 1 },
      },
    ]);
  });

  test('a broken one runs, and is missed on the day it is met at last', () => {
    const broken = [wrote('10:00:00'), breached('first-response', 1, '11:00:00', '11:00:01')];
    expect(promises(...broken)).toMatchObject([{ endedAt: null, late: true }]);
    const reply = [answered(1, '10:00:00', '12:00:00'), met('first-response', 1, '11:00:00', '12:00:00', true)];
    const [row] = promises(...broken, ...reply);
    expect(row).toMatchObject({ endedAt: at('12:00:00').toISOString(), late: true, met: true });
    expect(latenessOf(row!)).toBe(3600);
  });

  test('called broken before the timely end was told of, it was kept, or never broken; also in the recount', () => {
    const breach = breached('first-response', 1, '11:00:00', '11:00:01');
    const late = met('first-response', 1, '11:00:00', '10:59:59', true);
    const both = (...news: NewFact[]) => {
      const recounted = thingsOf(facts([opened, ...news]), () => null).filter(({ kind }) => kind.startsWith('promise'));
      return [promises(...news).map(({ late }) => late), recounted.map(({ kept }) => kept === false)];
    };
    const reply = [wrote('10:00:00'), breach, answered(1, '10:00:00', '10:59:59'), late];
    expect(both(...reply)).toEqual([[false], [false]]);
    expect(both(...reply, annulled)).toEqual([[], []]);
    expect(both(wrote('10:00:00'), breach, stopped(null))).toEqual([[], []]);
    // That solving is taken back: the wait goes on, and is broken.
    expect(both(wrote('10:00:00'), breach, stopped(null), breach)).toEqual([[true], [false]]);
    expect(both(wrote('10:00:00'), breach, stopped('14:00:00'), annulled, stopped('15:00:00'))).toEqual([
      [true],
      [true],
    ]);
    const moment = met('first-response', 1, '11:00:00', '11:00:00.200', true);
    const [row] = promises(wrote('10:00:00'), breach, answered(1, '10:00:00', '11:00:00.200'), moment);
    expect(latenessOf(row!)).toBe(1);
  });

  test('the failure of the reply takes back a kept one; a broken one runs on', () => {
    const reply = [wrote('10:00:00'), answered(1, '10:00:00', '12:00:00')];
    const kept = book(...reply, met('first-response', 1, '14:00:00', '12:00:00', false), annulled);
    expect([[...kept.promises.values()], [...kept.unpromised.values()]]).toEqual([
      [],
      [{ target: 'first-response', part: 1 }],
    ]);
    const late = [
      breached('first-response', 1, '11:00:00', '11:00:01'),
      met('first-response', 1, '11:00:00', '12:00:00', true),
    ];
    expect(promises(...reply, ...late, annulled)).toMatchObject([{ endedAt: null, late: true, met: false }]);
  });

  test('a broken one is given up by solving without the reply, and is whose that was, by whatever number it was measured', () => {
    const breach = breached('first-response', 1, '11:00:00', '11:00:01');
    const unanswered = answered(2, '10:00:00', '12:00:00', { answered: false });
    const given = [wrote('10:00:00'), breach, unanswered, stopped('12:00:00', 2)];
    expect(promises(...given)).toMatchObject([
      { endedAt: at('12:00:00').toISOString(), late: true, met: false, agentId: 'anna' },
    ]);
    expect(promises(...given, annulled)).toMatchObject([{ endedAt: null }]);
  });

  test('of a resolution it is the solver’s; a wait that was taken back has none', () => {
    const late = [breached('resolution', 1, '11:00:00', '11:00:01'), solved(1, '12:00:00')];
    const [row] = promises(wrote('10:00:00'), ...late, met('resolution', 1, '11:00:00', '12:00:00', true));
    expect(row).toMatchObject({ target: 'resolution', agentId: 'anna', teamId: 'sales', late: true });
    expect(promises(wrote('10:00:00'), breached('first-response', 1, '11:00:00', '11:00:01'), stopped(null))).toEqual(
      [],
    );
  });
});
