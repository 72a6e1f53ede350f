// Periods by name, as days of the workspace's own time zone.

export const PERIODS = ['today', '7', '30', '90', 'last-week', 'month', 'last-month'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** Today, YYYY-MM-DD, in the zone. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);

const shift = (day: string, days: number): string => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

export function periodDays(name: PeriodName, today: string): { from: string; to: string } {
  if (name === 'today') return { from: today, to: today };
  if (name === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  if (name === 'last-month') {
    const to = shift(`${today.slice(0, 7)}-01`, -1);
    return { from: `${to.slice(0, 7)}-01`, to };
  }
  if (name === 'last-week') {
    const weekday = new Date(`${today}T12:00:00Z`).getUTCDay() || 7;
    return { from: shift(today, -weekday - 6), to: shift(today, -weekday) };
  }
  return { from: shift(today, 1 - Number(name)), to: today };
}

/** Which name the days bear, if any; no days at all are the last 30. */
export function periodName(days: { from?: string; to?: string }, today: string): PeriodName | 'own' {
  if (!days.from && !days.to) return '30';
  const found = PERIODS.find((name) => {
    const { from, to } = periodDays(name, today);
    return from === days.from && to === days.to;
  });
  return found ?? 'own';
}

/** The days that are meant: an absent end is today, an absent beginning 29 days before the end, as the server takes them. */
export function periodShown(days: { from?: string; to?: string }, today: string): { from: string; to: string } {
  const to = days.to ?? (days.from && days.from > today ? days.from : today);
  return { from: days.from ?? shift(to, -29), to };
}
