// SLA policies as the settings edit them: spans of time as a number and a unit, and what their conditions may ask.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { SlaPolicyRequest as Request, SlaPolicy as Stored } from '../api/shapes.js';
import type { Condition } from '../conditions/condition-tree.js';
import type { ConditionField } from '../conditions/field-words.js';

export type SlaPolicy = Omit<Stored, 'conditions'> & { conditions: Condition };
export type SlaPolicyRequest = Omit<Request, 'conditions'> & { conditions: Condition };

export const policiesQuery = queryOptions({
  queryKey: ['sla-policies'],
  queryFn: () => get<SlaPolicy[]>('/api/v1/sla-policies'),
});

/** Of promises a promise asks nothing; and it looks for nobody in particular. */
const OF_PROMISES = ['sla-due', 'at-risk', 'overdue'];
const OF_WHO_LOOKS = ['me', 'mine'];

export const policyFieldsQuery = queryOptions({
  queryKey: ['ticket-fields', 'promises'],
  queryFn: async () => {
    const fields = await get<ConditionField[]>('/api/v1/ticket-fields');
    return fields
      .filter((field) => !OF_PROMISES.includes(field.name))
      .map((field) => ({
        ...field,
        values: field.values?.filter(({ value }) => !OF_WHO_LOOKS.includes(value)) ?? null,
      }));
  },
});

export const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;
export const TARGETS = ['firstResponseSeconds', 'nextResponseSeconds', 'resolutionSeconds'] as const;

/** The largest unit that divides it; seconds that no minute holds are rounded up. */
export function inUnits(seconds: number): { value: number; unit: Unit } {
  for (const unit of ['days', 'hours'] as const)
    if (seconds >= UNITS[unit] && seconds % UNITS[unit] === 0) return { value: seconds / UNITS[unit], unit };
  return { value: Math.ceil(seconds / 60), unit: 'minutes' };
}

/** "2 hr", "30 min", in the reader's language. */
export function spanWords(seconds: number, locale: string): string {
  const { value, unit } = inUnits(seconds);
  const name = { minutes: 'minute', hours: 'hour', days: 'day' }[unit];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
}

export const freshPolicy = (): SlaPolicyRequest => ({
  name: '',
  enabled: true,
  conditions: { all: [] },
  clock: 'business',
  firstResponseSeconds: 3600,
  nextResponseSeconds: 4 * 3600,
  resolutionSeconds: 2 * 86_400,
  warnSeconds: 900,
});

/** The list with one element a step up or down; the same list when there is nowhere to go. */
export function moved<T>(list: T[], index: number, step: -1 | 1): T[] {
  const to = index + step;
  const from = list[index];
  const other = list[to];
  if (from === undefined || other === undefined) return list;
  const next = [...list];
  next[index] = other;
  next[to] = from;
  return next;
}
