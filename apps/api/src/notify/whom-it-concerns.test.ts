// Whom a fact concerns: a table of facts and of who hears of them.
import { describe, expect, it } from '@jest/globals';
import type { Fact, NewFact } from '../platform/events/define-event.js';
import {
  type Actor,
  MessageMarked,
  MessagePosted,
  MessageReceived,
  NoteAdded,
  NoteMentioned,
  ReplyHeldBack,
  SurveyAnswered,
  TicketAssigned,
  TicketOpened,
  TicketReopened,
} from '../tickets/events.js';
import { gatherConcerns, type Surroundings, whomItConcerns } from './whom-it-concerns.js';

const AT = new Date('2026-11-22T10:00:00Z');
const by = (agentId: string): Actor => ({ by: 'agent', agentId });
const CUSTOMER: Actor = { by: 'customer', agentId: null };
const AROUND: Surroundings = {
  assigneeId: 'anna',
  teamId: null,
  spam: false,
  watchers: ['boris'],
  solverId: 'vera',
  authorOf: () => 'anna',
  membersOf: () => ['anna', 'boris'],
  leadsOf: () => ['clara'],
  eager: ['boris', 'vera'],
};
const factOf = (news: NewFact, seq = 1): Fact => ({
  ...news,
  at: news.at.toISOString(),
  id: `f${seq}`,
  workspaceId: 'w',
  ticketId: 't',
  seq,
});
const told = (news: NewFact, around: Partial<Surroundings> = {}) =>
  Object.fromEntries(
    whomItConcerns(factOf(news), { ...AROUND, ...around }).map((concern) => [concern.agentId, concern.kind]),
  );
const assign = (actor: Actor, toAgentId: string | null, toTeamId: string | null = null) =>
  TicketAssigned.of(AT, { actor, fromAgentId: null, toAgentId, fromTeamId: null, toTeamId, handoff: false });
const marked = (state: 'failed' | 'unknown' | 'sent', bot = false) =>
  MessageMarked.of(AT, { messageId: 'm', state, bot });
const rated = (good: boolean) =>
  SurveyAnswered.of(AT, { episode: 1, invitationId: 'i', version: 1, score: 1, good, source: 'page' });
const opened = (startedBy: 'customer' | 'agent') =>
  TicketOpened.of(AT, {
    channel: 'chat',
    connectionId: 'c',
    contactId: 'p',
    number: 1,
    startedBy,
    language: null,
    follows: null,
  });
const mention = (actor: Actor, agentIds: string[], teamIds: string[] = []) =>
  NoteMentioned.of(AT, { messageId: 'm', actor, agentIds, teamIds });

describe('whom it concerns', () => {
  it.each<[string, NewFact, Partial<Surroundings>, Record<string, string>]>([
    [
      'the customer writes',
      MessageReceived.of(AT, { messageId: 'm', automatic: false }),
      {},
      { anna: 'reply', boris: 'watched' },
    ],
    ['a machine of theirs writes', MessageReceived.of(AT, { messageId: 'm', automatic: true }), {}, {}],
    ['spam comes', MessageReceived.of(AT, { messageId: 'm', automatic: false }), { spam: true }, {}],
    ['it is given to me', assign(by('boris'), 'anna'), {}, { anna: 'assigned' }],
    ['I take it myself', assign(by('anna'), 'anna'), {}, {}],
    ['a rule gives it to me', assign({ by: 'rule', agentId: null }, 'anna'), {}, { anna: 'assigned' }],
    ['it goes to a team', assign(by('anna'), null, 'team'), {}, { boris: 'unassigned' }],
    ['I am named in a note', mention(by('anna'), ['boris']), {}, { boris: 'mention' }],
    ['I name myself', mention(by('anna'), ['anna']), {}, {}],
    ['my team is named', mention(by('anna'), [], ['team']), {}, { boris: 'mention' }],
    ['a note in what I watch', NoteAdded.of(AT, { messageId: 'm', actor: by('anna') }), {}, { boris: 'watched' }],
    ['my own note in what I watch', NoteAdded.of(AT, { messageId: 'm', actor: by('boris') }), {}, {}],
    [
      'an answer in what I watch',
      MessagePosted.of(AT, { messageId: 'm', actor: by('anna'), bot: false }),
      {},
      { boris: 'watched' },
    ],
    ['a machine of ours answers', MessagePosted.of(AT, { messageId: 'm', actor: by('anna'), bot: true }), {}, {}],
    ['my reply failed', marked('failed'), {}, { anna: 'reply-failed' }],
    ['it may not have arrived', marked('unknown'), {}, { anna: 'reply-failed' }],
    ['it arrived', marked('sent'), {}, {}],
    ['a survey could not go', marked('failed', true), {}, {}],
    [
      'my later reply waits',
      ReplyHeldBack.of(AT, { scheduledId: 's', agentId: 'anna', why: 'customer-wrote' }),
      {},
      { anna: 'reply-held' },
    ],
    ['a low rating', rated(false), {}, { anna: 'low-rating', vera: 'low-rating' }],
    ['a good rating', rated(true), {}, {}],
    [
      'it opens again',
      TicketReopened.of(AT, { actor: CUSTOMER, episode: 1, next: 2 }),
      {},
      { vera: 'reopened', boris: 'watched' },
    ],
    [
      'I open it again myself',
      TicketReopened.of(AT, { actor: by('vera'), episode: 1, next: 2 }),
      {},
      { boris: 'watched' },
    ],
    ['a new ticket is mine', opened('customer'), {}, {}],
    ['a new ticket is nobody’s', opened('customer'), { assigneeId: null }, { boris: 'unassigned', vera: 'unassigned' }],
    ['we began it', opened('agent'), { assigneeId: null }, {}],
  ])('%s', (_, news, around, expected) => expect(told(news, around)).toEqual(expected));

  it('what happens at one instant is told once, by its heaviest', () => {
    const facts = [
      factOf(NoteAdded.of(AT, { messageId: 'm', actor: by('anna') }), 4),
      factOf(mention(by('anna'), ['boris']), 5),
    ];
    const gathered = gatherConcerns(facts.flatMap((fact) => whomItConcerns(fact, AROUND)));
    expect(gathered).toEqual([expect.objectContaining({ agentId: 'boris', kind: 'mention', seq: 5, messageId: 'm' })]);
  });
});
