// How an instant is asked for: within the last days, longer ago, soon, or before and after a date; as the builder offers it.
import type { Op, Value } from './condition-tree.js';

export const INSTANT_OPS = [
  'within',
  'longer-ago',
  'in-next',
  'later-than',
  'before',
  'after',
  'set',
  'unset',
] as const;
export type InstantOp = (typeof INSTANT_OPS)[number];

export const UNITS = { minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;
export type Unit = keyof typeof UNITS;

/** Which of them a question is. */
export function instantOp(op: Op, value: Value | undefined): InstantOp {
  if (op === 'set' || op === 'unset') return op;
  if (typeof value === 'object' && !Array.isArray(value)) {
    if ('ago' in value) return op === 'after' ? 'within' : 'longer-ago';
    return op === 'before' ? 'in-next' : 'later-than';
  }
  return op === 'after' ? 'after' : 'before';
}

/** The question that is meant; a span that is already there is kept. */
export function instantQuestion(wanted: InstantOp, value: Value | undefined): { op: Op; value?: Value } {
  const seconds = spanOf(value) ?? UNITS.day;
  switch (wanted) {
    case 'within':
      return { op: 'after', value: { ago: seconds } };
    case 'longer-ago':
      return { op: 'before', value: { ago: seconds } };
    case 'in-next':
      return { op: 'before', value: { ahead: seconds } };
    case 'later-than':
      return { op: 'after', value: { ahead: seconds } };
    case 'before':
    case 'after':
      return { op: wanted, value: typeof value === 'string' ? value : '' };
    default:
      return { op: wanted };
  }
}

export function spanOf(value: Value | undefined): number | null {
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  return 'ago' in value ? value.ago : value.ahead;
}

/** The largest unit that says a span without a remainder. */
export function inUnits(seconds: number): { amount: number; unit: Unit } {
  for (const unit of ['week', 'day', 'hour'] as const)
    if (seconds > 0 && seconds % UNITS[unit] === 0) return { amount: seconds / UNITS[unit], unit };
  return { amount: Math.round(seconds / 60), unit: 'minute' };
}
