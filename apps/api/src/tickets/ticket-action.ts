// What can be done to a ticket, in words that bulk work, macros and rules share; and whether such an order makes sense. Pure.
import type { FieldValueStored } from '../people/fields/field-definition.js';

/** The next one after the day on which it is done; a workday is one with hours in the ticket's calendar. */
export const SNOOZE_DAYS = [
  'tomorrow',
  'workday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type SnoozeDay = (typeof SNOOZE_DAYS)[number];

export type TicketAction =
  /** Absent: as it is. */
  | { do: 'assign'; agentId?: string | null; teamId?: string | null }
  | { do: 'state'; state: 'open' | 'pending' | 'hold' | 'solved' }
  | { do: 'priority'; priority: number }
  | { do: 'add-tags'; names: string[] }
  | { do: 'remove-tags'; names: string[] }
  /** An ISO instant; null: it wakes now. */
  | { do: 'snooze'; until: string | null }
  /** So long from when it is done. */
  | { do: 'snooze'; seconds: number }
  /** `time`: `HH:MM` on the wall clock of the ticket's calendar. */
  | { do: 'snooze'; day: SnoozeDay; time: string }
  /** The workspace's own fields by key; null empties one, what is not named stays. */
  | { do: 'set-fields'; values: Record<string, FieldValueStored | null> }
  | { do: 'spam'; spam: boolean }
  /** How it went, once it is solved; null or absent: by whichever survey is meant for the ticket. */
  | { do: 'ask-survey'; surveyId?: string | null }
  | { do: 'note'; text: string }
  | { do: 'reply'; text: string; html?: string | null };

export type ActionName = TicketAction['do'];
/** At most this many in one order. */
export const MOST_ACTIONS = 20;

type Given = Record<string, unknown>;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_TEXT = 200_000;
const LONGEST_HTML = 1_000_000;
const MOST_FIELDS = 50;
const YEAR_SECONDS = 366 * 24 * 3600;

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

const isSpan = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 60 && (value as number) <= YEAR_SECONDS;
const isTime = (value: unknown) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
const isSnooze = ({ do: _, ...given }: Given) => {
  const [key, ...more] = Object.keys(given).sort();
  if (key === 'day')
    return more.join() === 'time' && SNOOZE_DAYS.includes(given.day as SnoozeDay) && isTime(given.time);
  if (more.length > 0) return false;
  return key === 'seconds' ? isSpan(given.seconds) : given.until === null || isInstant(given.until);
};
const isValue = (value: unknown) =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  isWords(value, 2000) ||
  (Array.isArray(value) && value.length <= 200 && value.every((one) => isWords(one, 200)));
/** Whether a workspace has such fields, and lets them hold this, is asked by who does or keeps the order. */
const areValues = (values: unknown) => {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  const entries = Object.entries(values);
  const known = entries.every(([key, value]) => /^[a-z][a-z0-9_]{0,59}$/.test(key) && isValue(value));
  return known && entries.length > 0 && entries.length <= MOST_FIELDS;
};

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
  snooze: { takes: ['until', 'seconds', 'day', 'time'], good: isSnooze },
  'set-fields': { takes: ['values'], good: ({ values }) => areValues(values) },
  spam: { takes: ['spam'], good: ({ spam }) => typeof spam === 'boolean' },
  'ask-survey': { takes: ['surveyId'], good: ({ surveyId }) => surveyId === undefined || isId(surveyId) },
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
