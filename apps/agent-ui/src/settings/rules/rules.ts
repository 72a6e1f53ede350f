// Rules as the settings edit them: what they are made of, questions to the desk, templates to start from.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/request.js';
import type { RuleRequest, RuleRunPage, Rule as StoredRule } from '../../api/shapes.js';
import { type SnoozeFromNow, snoozeFromNow } from '../../composer/snooze-words.js';
import type { Condition } from '../../conditions/condition-tree.js';
import type { FieldDefinition, FieldValues } from '../../customer/field-queries.js';
import { valueWords } from '../../customer/field-words.js';
import type { Say } from '../../words/words.js';
import { inUnits } from '../promises.js';

export const OCCASIONS = [
  'opened',
  'customer-wrote',
  'agent-replied',
  'state-changed',
  'solved',
  'reopened',
  'assigned',
  'priority-changed',
  'tagged',
  'field-changed',
  'rated',
  'sla-warned',
  'sla-breached',
  'snooze-ended',
] as const;
export type Occasion = (typeof OCCASIONS)[number];
export const CLOCKS = ['waiting', 'customer-message', 'agent-reply', 'state', 'solved'] as const;
export const CLOCK_STATES = ['new', 'open', 'pending', 'hold'] as const;

export interface OnTime {
  on: 'time';
  since: (typeof CLOCKS)[number];
  state?: (typeof CLOCK_STATES)[number];
  seconds: number;
  clock: 'calendar' | 'business';
}
export type When = { on: 'event'; events: Occasion[] } | OnTime;

export type RuleAction =
  | { do: 'assign'; agentId?: string | null; teamId?: string | null }
  | { do: 'state'; state: 'open' | 'pending' | 'hold' | 'solved' }
  | { do: 'priority'; priority: 0 | 1 | 2 | 3 }
  | { do: 'add-tags'; names: string[] }
  | { do: 'remove-tags'; names: string[] }
  | SnoozeFromNow
  | { do: 'set-fields'; values: FieldValues }
  | { do: 'spam'; spam: boolean }
  | { do: 'ask-survey'; surveyId?: string | null }
  | { do: 'note'; text: string }
  | { do: 'reply'; text: string }
  | { do: 'only-thanks' };
export const ACTIONS = [
  'assign',
  'state',
  'priority',
  'add-tags',
  'remove-tags',
  'set-fields',
  'snooze',
  'note',
  'reply',
  'spam',
  'ask-survey',
  'only-thanks',
] as const;
export type ActionName = (typeof ACTIONS)[number];

interface Parts {
  when: When;
  condition: Condition;
  actions: RuleAction[];
}
export type RuleDraft = Omit<RuleRequest, keyof Parts> & Parts;
export type Rule = Omit<StoredRule, keyof Parts> & Parts;

export const rulesQuery = queryOptions({ queryKey: ['rules'], queryFn: () => get<Rule[]>('/api/v1/rules') });

export const runsQuery = (ruleId: string) =>
  infiniteQueryOptions({
    queryKey: ['rule-runs', ruleId],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ruleId, ...(pageParam ? { cursor: pageParam } : {}) });
      return get<RuleRunPage>(`/api/v1/rule-runs?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page: RuleRunPage) => page.next ?? undefined,
    staleTime: 0,
  });

export const freshRule = (): RuleDraft => ({
  name: '',
  enabled: true,
  when: { on: 'event', events: ['opened'] },
  condition: { all: [] },
  actions: [{ do: 'add-tags', names: [] }],
  stop: false,
});

export const freshAction = (name: ActionName): RuleAction => {
  switch (name) {
    case 'assign':
      return { do: 'assign' };
    case 'state':
      return { do: 'state', state: 'solved' };
    case 'priority':
      return { do: 'priority', priority: 2 };
    case 'add-tags':
    case 'remove-tags':
      return { do: name, names: [] };
    case 'snooze':
      return { do: 'snooze', seconds: 86_400 };
    case 'set-fields':
      return { do: 'set-fields', values: {} };
    case 'spam':
      return { do: 'spam', spam: true };
    case 'note':
    case 'reply':
      return { do: name, text: '' };
    case 'ask-survey':
      return { do: 'ask-survey', surveyId: null };
    case 'only-thanks':
      return { do: 'only-thanks' };
  }
};

/** What it does is said whole: nothing is missing that the desk would refuse. */
export function isWhole(action: RuleAction): boolean {
  switch (action.do) {
    case 'assign':
      return action.agentId !== undefined || action.teamId !== undefined;
    case 'add-tags':
    case 'remove-tags':
      return action.names.length > 0;
    case 'set-fields':
      return Object.keys(action.values).length > 0;
    case 'note':
    case 'reply':
      return action.text.trim() !== '';
    default:
      return true;
  }
}
/** No question waits for its answer. */
function isAsked(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(isAsked);
  if ('any' in condition) return condition.any.every(isAsked);
  if ('not' in condition) return isAsked(condition.not);
  return !Array.isArray(condition.value) || condition.value.length > 0;
}
export const isReady = (rule: RuleDraft): boolean =>
  rule.name.trim() !== '' &&
  isAsked(rule.condition) &&
  rule.actions.length > 0 &&
  rule.actions.every(isWhole) &&
  (rule.when.on === 'time' || rule.when.events.length > 0);

export const TEMPLATES = ['auto-close', 'remind', 'vip', 'language', 'thanks', 'bad-rating'] as const;
export type Template = (typeof TEMPLATES)[number];

const DAY = 86_400;

/** A rule to start from, named in the reader's language. */
export function fromTemplate(template: Template, say: Say): RuleDraft {
  const rule = { ...freshRule(), name: say(`rules.template.${template}`) };
  switch (template) {
    case 'auto-close':
      return {
        ...rule,
        when: { on: 'time', since: 'state', state: 'pending', seconds: 5 * DAY, clock: 'calendar' },
        actions: [{ do: 'state', state: 'solved' }],
      };
    case 'remind':
      return {
        ...rule,
        when: { on: 'time', since: 'state', state: 'pending', seconds: 2 * DAY, clock: 'calendar' },
        actions: [{ do: 'reply', text: say('rules.template.remind-text') }],
      };
    case 'vip':
      return {
        ...rule,
        when: { on: 'event', events: ['opened', 'tagged'] },
        condition: { all: [{ field: 'tag', op: 'contains', value: [] }] },
        actions: [{ do: 'priority', priority: 2 }],
      };
    case 'language':
      return {
        ...rule,
        condition: { all: [{ field: 'language', op: 'in', value: ['ru'] }] },
        actions: [{ do: 'assign' }],
      };
    case 'thanks':
      return {
        ...rule,
        when: { on: 'event', events: ['reopened'] },
        condition: { all: [{ field: 'message.thanks', op: 'is', value: true }] },
        actions: [{ do: 'only-thanks' }],
      };
    case 'bad-rating':
      return {
        ...rule,
        when: { on: 'event', events: ['rated'] },
        condition: { all: [{ field: 'rated', op: 'in', value: ['bad'] }] },
        actions: [
          { do: 'state', state: 'open' },
          { do: 'priority', priority: 2 },
        ],
      };
  }
}

/** "5 days", in the reader's language. */
export function longSpan(seconds: number, locale: string): string {
  const { value, unit } = inUnits(seconds);
  const name = { minutes: 'minute', hours: 'hour', days: 'day' }[unit];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
}

/** When it is asked, in one line. */
export function whenWords(when: When, say: Say, locale: string): string {
  if (when.on === 'event') return when.events.map((event) => say(`rules.on.${event}`)).join(' · ');
  const since = when.since === 'state' ? say(`state.${when.state ?? 'open'}`) : say(`rules.since.${when.since}`);
  return `${since}, ${longSpan(when.seconds, locale)}`;
}

/** How many questions it asks of a ticket. */
export function countQuestions(condition: Condition): number {
  if ('all' in condition) return condition.all.reduce((sum, one) => sum + countQuestions(one), 0);
  if ('any' in condition) return condition.any.reduce((sum, one) => sum + countQuestions(one), 0);
  return 'not' in condition ? countQuestions(condition.not) : 1;
}

/** What it does, in one line. */
export const thenWords = (actions: RuleAction[], say: Say, locale: string, fields: FieldDefinition[]): string =>
  actions.map((action) => say(`rules.do.${action.do}`) + detailOf(action, say, locale, fields)).join(' · ');

function detailOf(action: RuleAction, say: Say, locale: string, fields: FieldDefinition[]): string {
  if (action.do === 'snooze') return `: ${snoozeFromNow(action, say, locale)}`;
  if (action.do === 'set-fields') return `: ${filled(action.values, say, locale, fields)}`;
  if (action.do === 'state') return `: ${say(`state.${action.state}`)}`;
  if (action.do === 'priority') return `: ${say(`priority.${action.priority}`)}`;
  return action.do === 'add-tags' || action.do === 'remove-tags' ? `: ${action.names.join(', ')}` : '';
}

function filled(values: FieldValues, say: Say, locale: string, fields: FieldDefinition[]): string {
  const field = (key: string) => fields.find((one) => one.of === 'ticket' && one.key === key);
  return Object.entries(values)
    .map(([key, value]) => `${field(key)?.label ?? key} → ${valueWords(field(key), value, say, locale)}`)
    .join(', ');
}
