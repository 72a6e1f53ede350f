// What a rule may do to a ticket, pure: the actions of tickets, with every snooze told from now, words with gaps, and "only thanks".
import { firstName as nameToGreet } from '../desk/macro-words.js';
import { checkTicketActions, MOST_ACTIONS, type TicketAction } from '../tickets/ticket-action.js';

export type RuleAction =
  | Exclude<TicketAction, { until: unknown }>
  /** The reopening is taken back: the episode goes on. */
  | { do: 'only-thanks' };

/** The gaps in a note or a reply. */
export const GAPS = ['name', 'number', 'subject', 'agent', 'team', 'workspace'] as const;
export type Gaps = Record<(typeof GAPS)[number], string>;

/** The paths at fault. At least one action, each whole. */
export function checkRuleActions(actions: unknown): string[] {
  if (!Array.isArray(actions) || actions.length === 0 || actions.length > MOST_ACTIONS) return ['actions'];
  return actions.flatMap((action: unknown, index) => (isWhole(action) ? [] : [`actions.${index}`]));
}

function isWhole(action: unknown): boolean {
  const given = (typeof action === 'object' && action !== null ? action : {}) as Record<string, unknown>;
  if (given.do === 'only-thanks') return Object.keys(given).length === 1;
  return !('until' in given) && checkTicketActions([action]).length === 0;
}

/** `{name}` becomes the customer's name; a gap that is unknown stays as it was written. */
export function fillGaps(text: string, gaps: Partial<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(gaps, name) ? (gaps[name] ?? whole) : whole,
  );
}

/** How people are greeted: the first of their names, or nothing where only an address is known. */
export const firstName = (name: string | null): string => nameToGreet(name) ?? '';
