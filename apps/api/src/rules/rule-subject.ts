// What a rule may ask, pure: everything of the ticket, how it was before, the customer's words, who did it, the hour.
import type { Field, Fields } from '../platform/conditions/condition.js';
import type { TicketSubject } from '../tickets/ticket-fields.js';
import type { Before } from './happening.js';
import { onlyThanks } from './only-thanks.js';

export interface RuleSubject<Ticket = TicketSubject> {
  ticket: Ticket;
  before: Before;
  /** Who set it off; null: the time. */
  by: string | null;
  /** The customer's latest words. */
  text: string | null;
  score: number | null;
  /** Somebody is there by the working hours in force; without hours somebody always is. */
  open: boolean;
}

const STATES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Own = Field<RuleSubject<never>>;
const NOWHERE = { sql: 'NULL' };
/** Asked of a happening, so never of the database. */
export const OWN_FIELDS: Record<string, Own> = {
  'previous.state': { ...NOWHERE, type: 'choice', values: STATES, of: ({ before }) => before.state ?? null },
  'previous.priority': {
    ...NOWHERE,
    type: 'number',
    as: 'smallint',
    values: ['0', '1', '2', '3'],
    of: ({ before }) => before.priority ?? null,
  },
  'previous.assignee': {
    ...NOWHERE,
    type: 'choice',
    as: 'uuid',
    values: ID,
    of: ({ before }) => before.assigneeId ?? null,
  },
  'previous.team': { ...NOWHERE, type: 'choice', as: 'uuid', values: ID, of: ({ before }) => before.teamId ?? null },
  'message.text': { ...NOWHERE, type: 'text', of: ({ text }) => text },
  'message.thanks': { ...NOWHERE, type: 'flag', of: ({ text }) => text !== null && onlyThanks(text) },
  'event.by': {
    ...NOWHERE,
    type: 'choice',
    values: ['agent', 'api', 'rule', 'customer', 'system'],
    of: ({ by }) => by,
  },
  'event.score': { ...NOWHERE, type: 'number', as: 'int', of: ({ score }) => score },
  'hours.open': { ...NOWHERE, type: 'flag', of: ({ open }) => open },
};

/** The fields of rules over these of tickets. */
export function ruleFields<Ticket>(tickets: Fields<Ticket>): Fields<RuleSubject<Ticket>> {
  const lifted = Object.entries(tickets).map(([name, field]): [string, Field<RuleSubject<Ticket>>] => [
    name,
    { ...field, of: ({ ticket }) => field.of(ticket) },
  ]);
  return { ...Object.fromEntries(lifted), ...(OWN_FIELDS as Fields<RuleSubject<Ticket>>) };
}
