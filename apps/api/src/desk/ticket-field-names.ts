// What may be asked of a ticket in a condition, by name: views, rules, routing and promises all speak these words.
import type { FieldRule } from '../platform/conditions/condition.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const id = { type: 'choice', as: 'uuid', values: ID } as const;
const instant = { type: 'instant' } as const;
const count = { type: 'number', as: 'int' } as const;
const flag = { type: 'flag' } as const;

export const TICKET_FIELD_RULES = {
  channel: { type: 'choice', values: /^[a-z][a-z0-9-]{0,39}$/ },
  connection: id,
  state: { type: 'choice', values: ['new', 'open', 'pending', 'hold', 'solved', 'closed'] },
  /** 0 low, 1 normal, 2 high, 3 urgent. */
  priority: { type: 'number', as: 'smallint', values: ['0', '1', '2', '3'] },
  team: id,
  assignee: id,
  tag: { type: 'list', as: 'int' },
  /** Without its country: `pt` is pt-BR too. */
  language: { type: 'choice', values: /^[a-z]{2,3}$/ },
  contact: id,
  subject: { type: 'text' },
  unread: flag,
  'waiting-since': instant,
  'last-message': instant,
  opened: instant,
  'first-response': instant,
  solved: instant,
  'sla-due': instant,
  /** Warned or overdue. */
  'at-risk': flag,
  overdue: flag,
  /** A poor answer is much likelier than usual. */
  'satisfaction-risk': flag,
  'snoozed-until': instant,
  /** The score; of whom has not rated there is none. */
  rating: count,
  rated: { type: 'choice', values: ['good', 'bad'] },
  episode: count,
  handoffs: count,
  touches: count,
  spam: flag,
  'started-by': { type: 'choice', values: ['customer', 'agent'] },
} as const satisfies Record<string, FieldRule>;

export type TicketFieldName = keyof typeof TICKET_FIELD_RULES;
