// Periods by name, as days of the workspace at the moment of looking: "last month" is another month each time. Pure.
import { addDays, type Days } from '../report-period.js';

export const PERIODS = ['today', '7', '30', '90', 'last-week', 'month', 'last-month'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** `today`: YYYY-MM-DD. Weeks begin on Monday. */
export function namedDays(name: PeriodName, today: string): Days {
  if (name === 'today') return { from: today, to: today };
  if (name === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  if (name === 'last-month') {
    const to = addDays(`${today.slice(0, 7)}-01`, -1);
    return { from: `${to.slice(0, 7)}-01`, to };
  }
  if (name === 'last-week') {
    const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
    return { from: addDays(today, -weekday - 6), to: addDays(today, -weekday) };
  }
  return { from: addDays(today, 1 - Number(name)), to: today };
}
