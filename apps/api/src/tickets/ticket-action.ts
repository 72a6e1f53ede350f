// What can be done to a ticket, in words that bulk work, macros and rules share; and whether such an order makes sense. Pure.

export type TicketAction =
  /** Absent: as it is. */
  | { do: 'assign'; agentId?: string | null; teamId?: string | null }
  | { do: 'state'; state: 'open' | 'pending' | 'hold' | 'solved' }
  | { do: 'priority'; priority: number }
  | { do: 'add-tags'; names: string[] }
  | { do: 'remove-tags'; names: string[] }
  /** An ISO instant; null: it wakes now. */
  | { do: 'snooze'; until: string | null }
  | { do: 'spam'; spam: boolean }
  | { do: 'note'; text: string }
  | { do: 'reply'; text: string; html?: string | null };

export type ActionName = TicketAction['do'];
/** At most this many in one order. */
export const MOST_ACTIONS = 20;

type Given = Record<string, unknown>;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_TEXT = 200_000;
const LONGEST_HTML = 1_000_000;

const isId = (value: unknown) => value === null || (typeof value === 'string' && ID.test(value));
const isWords = (value: unknown, longest: number) =>
  typeof value === 'string' && value.length <= longest && !value.includes('\0');
const isText = (value: unknown) => isWords(value, LONGEST_TEXT) && (value as string).trim() !== '';
const areNames = (value: unknown) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= 30 &&
  value.every((name) => isWords(name, 60) && name.trim() !== '');
const isInstant = (value: unknown) =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** For each action: what it may carry besides its name, and whether that is right. */
const ACTIONS: Record<ActionName, { takes: string[]; good: (action: Given) => boolean }> = {
  assign: {
    takes: ['agentId', 'teamId'],
    good: ({ agentId, teamId }) =>
      (agentId !== undefined || teamId !== undefined) &&
      (agentId === undefined || isId(agentId)) &&
      (teamId === undefined || isId(teamId)),
  },
  state: { takes: ['state'], good: ({ state }) => ['open', 'pending', 'hold', 'solved'].includes(state as string) },
  priority: { takes: ['priority'], good: ({ priority }) => [0, 1, 2, 3].includes(priority as number) },
  'add-tags': { takes: ['names'], good: ({ names }) => areNames(names) },
  'remove-tags': { takes: ['names'], good: ({ names }) => areNames(names) },
  snooze: { takes: ['until'], good: ({ until }) => until === null || isInstant(until) },
  spam: { takes: ['spam'], good: ({ spam }) => typeof spam === 'boolean' },
  note: { takes: ['text'], good: ({ text }) => isText(text) },
  reply: {
    takes: ['text', 'html'],
    good: ({ text, html }) => isText(text) && (html === undefined || html === null || isWords(html, LONGEST_HTML)),
  },
};

/** The paths at fault, e.g. `actions.1`. Empty: each is whole. */
export function checkTicketActions(actions: unknown, path = 'actions'): string[] {
  if (!Array.isArray(actions) || actions.length === 0 || actions.length > MOST_ACTIONS) return [path];
  return actions.flatMap((action: unknown, index) => {
    const given = (typeof action === 'object' && action !== null ? action : {}) as Given;
    const name = String(given.do);
    const known = Object.hasOwn(ACTIONS, name) ? ACTIONS[name as ActionName] : null;
    const good = known?.good(given) && Object.keys(given).every((key) => key === 'do' || known.takes.includes(key));
    return good ? [] : [`${path}.${index}`];
  });
}
