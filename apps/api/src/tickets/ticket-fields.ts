// Where a ticket's answers to a condition are found: in its row by SQL, and in what was read of it.
import { TICKET_FIELD_RULES, type TicketFieldName } from '../desk/ticket-field-names.js';
import type { FieldValues } from '../people/fields/field-definition.js';
import type { Field, Fields } from '../platform/conditions/condition.js';

/** What of a ticket a condition may ask. */
export interface TicketSubject {
  channel: string;
  connectionId: string;
  state: string;
  priority: number;
  teamId: string | null;
  assigneeId: string | null;
  tags: number[];
  language: string | null;
  contactId: string;
  subject: string | null;
  unread: boolean;
  waitingSince: Date | null;
  lastMessageAt: Date;
  openedAt: Date;
  firstResponseAt: Date | null;
  solvedAt: Date | null;
  slaDueAt: Date | null;
  slaWarned: boolean;
  slaBreached: boolean;
  satisfactionRisk: boolean;
  snoozedUntil: Date | null;
  rating: { score: number; good: boolean } | null;
  episode: number;
  handoffs: number;
  touches: number;
  spam: boolean;
  startedBy: string;
  /** Fields of the workspace's own, by key. */
  fields?: FieldValues;
  companyId?: string | null;
  /** Ids of the segments that its customer is in. */
  segments?: string[];
}

const PLACES: Record<TicketFieldName, Pick<Field<TicketSubject>, 'sql' | 'of'>> = {
  channel: { sql: 't.channel', of: (ticket) => ticket.channel },
  connection: { sql: 't.connection_id', of: (ticket) => ticket.connectionId },
  state: { sql: 't.state', of: (ticket) => ticket.state },
  priority: { sql: 't.priority', of: (ticket) => ticket.priority },
  team: { sql: 't.team_id', of: (ticket) => ticket.teamId },
  assignee: { sql: 't.assignee_id', of: (ticket) => ticket.assigneeId },
  tag: { sql: 't.tags', of: (ticket) => ticket.tags },
  language: { sql: `split_part(t.language, '-', 1)`, of: (ticket) => ticket.language?.split('-')[0] ?? null },
  contact: { sql: 't.contact_id', of: (ticket) => ticket.contactId },
  subject: { sql: 't.subject', of: (ticket) => ticket.subject },
  unread: { sql: 't.last_customer_seq > t.agent_read_seq', of: (ticket) => ticket.unread },
  'waiting-since': { sql: 't.waiting_since', of: (ticket) => ticket.waitingSince },
  'last-message': { sql: 't.last_message_at', of: (ticket) => ticket.lastMessageAt },
  opened: { sql: 't.opened_at', of: (ticket) => ticket.openedAt },
  'first-response': { sql: 't.first_response_at', of: (ticket) => ticket.firstResponseAt },
  solved: { sql: 't.solved_at', of: (ticket) => ticket.solvedAt },
  'sla-due': { sql: 't.sla_due_at', of: (ticket) => ticket.slaDueAt },
  'at-risk': { sql: 't.sla_warned OR t.sla_breached', of: (ticket) => ticket.slaWarned || ticket.slaBreached },
  overdue: { sql: 't.sla_breached', of: (ticket) => ticket.slaBreached },
  'satisfaction-risk': { sql: 't.satisfaction_risk', of: (ticket) => ticket.satisfactionRisk },
  'snoozed-until': { sql: 't.snoozed_until', of: (ticket) => ticket.snoozedUntil },
  rating: { sql: `(t.rating->>'score')::int`, of: (ticket) => ticket.rating?.score ?? null },
  rated: {
    sql: `CASE (t.rating->>'good')::boolean WHEN true THEN 'good' WHEN false THEN 'bad' END`,
    of: (ticket) => ticket.rating && (ticket.rating.good ? 'good' : 'bad'),
  },
  episode: { sql: 't.episode', of: (ticket) => ticket.episode },
  handoffs: { sql: 't.handoffs', of: (ticket) => ticket.handoffs },
  touches: { sql: 't.touches', of: (ticket) => ticket.touches },
  spam: { sql: 't.spam', of: (ticket) => ticket.spam },
  'started-by': { sql: 't.started_by', of: (ticket) => ticket.startedBy },
};

/** For `conditionSql` on `ticket t`, and for `meets` on what ReadTicketSubject answers. */
export const TICKET_FIELDS = Object.fromEntries(
  Object.entries(TICKET_FIELD_RULES).map(([name, rule]) => [name, { ...rule, ...PLACES[name as TicketFieldName] }]),
) as Fields<TicketSubject>;
