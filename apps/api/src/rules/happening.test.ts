// Which facts are one happening, and what rules are told of it, by table.
import { describe, expect, test } from '@jest/globals';
import type { NewFact } from '../platform/events/define-event.js';
import {
  type Actor,
  MessageReceived,
  TicketAssigned,
  TicketOpened,
  TicketPrioritised,
  TicketReopened,
  TicketSnoozed,
  TicketTagged,
} from '../tickets/events.js';
import { happeningsOf } from './happening.js';

const AT = new Date('2026-11-20T10:00:00Z');
const LATER = new Date('2026-11-20T10:00:01Z');
const agent: Actor = { by: 'agent', agentId: 'a' };
const byRules = (...rules: string[]): Actor => ({ by: 'rule', agentId: null, rules });
const told = (...facts: NewFact[]) =>
  happeningsOf(facts.map((fact, index) => ({ ...fact, seq: index + 1, at: fact.at.toISOString() })));
const opened = TicketOpened.of(AT, {
  channel: 'chat',
  connectionId: 'c',
  contactId: 'p',
  number: 1,
  startedBy: 'customer',
  language: null,
  follows: null,
});
const wrote = (automatic = false, at = AT) => MessageReceived.of(at, { messageId: 'm', automatic });

describe('a happening', () => {
  test('is what came in one transaction: the ticket and its first words', () => {
    const [only, ...more] = told(opened, wrote());
    expect(more).toEqual([]);
    expect([...only!.occasions]).toEqual(['opened', 'customer-wrote']);
    expect(only).toMatchObject({ seq: 1, upTo: 2, by: 'customer', messageId: 'm', chain: [] });
  });

  test('of a machine’s notice brings no words', () => {
    const [only] = told(wrote(true));
    expect(only).toMatchObject({ automatic: true, messageId: null });
    expect([...only!.occasions]).toEqual([]);
  });

  test('tells how it was before', () => {
    const [first, second] = told(
      TicketPrioritised.of(AT, { actor: agent, from: 1, to: 2 }),
      TicketAssigned.of(LATER, {
        actor: agent,
        fromAgentId: null,
        toAgentId: 'a',
        fromTeamId: 't',
        toTeamId: 't',
        handoff: false,
      }),
    );
    expect(first).toMatchObject({ before: { priority: 1 }, by: 'agent' });
    expect(second).toMatchObject({ before: { assigneeId: null, teamId: 't' } });
  });

  test('by another hand at the same instant is another one, and knows the rules that led to it', () => {
    const two = told(
      TicketTagged.of(AT, { actor: agent, tags: [1] }),
      TicketTagged.of(AT, { actor: byRules('r1', 'r2'), tags: [1, 2] }),
    );
    expect(two.map((one) => one.chain)).toEqual([[], ['r1', 'r2']]);
  });

  test('of a reopening by the customer is both', () => {
    const [only] = told(
      wrote(),
      TicketReopened.of(AT, { actor: { by: 'customer', agentId: null }, episode: 1, next: 2 }),
    );
    expect([...only!.occasions]).toEqual(['customer-wrote', 'state-changed', 'reopened']);
    expect(only!.before.state).toBe('solved');
  });

  test('nobody asked about leaves no occasion', () => {
    const [only] = told(TicketSnoozed.of(AT, { actor: agent, until: LATER.toISOString() }));
    expect([...only!.occasions]).toEqual([]);
  });
});
