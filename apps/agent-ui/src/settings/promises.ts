// SLA policies as the settings edit them: spans of time as a number and a unit, conditions as one list a field.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { SlaCondition, SlaPolicy, SlaPolicyRequest } from '../api/shapes.js';

export const policiesQuery = queryOptions({
  queryKey: ['sla-policies'],
  queryFn: () => get<SlaPolicy[]>('/api/v1/sla-policies'),
});

export const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;
export const FIELDS = ['channel', 'connection', 'priority', 'team', 'tag', 'language'] as const;
export type Field = (typeof FIELDS)[number];
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

export const valuesOf = (conditions: SlaCondition[], field: Field): string[] =>
  conditions.find((condition) => condition.field === field)?.is ?? [];

/** One condition a field, in the order of the fields; an empty list asks nothing. */
export function withValues(conditions: SlaCondition[], field: Field, is: string[]): SlaCondition[] {
  return FIELDS.flatMap((each) => {
    const values = each === field ? is : valuesOf(conditions, each);
    return values.length > 0 ? [{ field: each, is: values }] : [];
  });
}

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
