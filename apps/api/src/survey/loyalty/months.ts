// Months of the calendar as their first days. Pure.

/** The first day of the month of a day, moved by whole months. */
export function monthOf(day: string, moved = 0): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + moved, 1)).toISOString().slice(0, 10);
}

/** How many whole months lie between two first days. */
export function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((day) => day.split('-').map(Number) as [number, number]);
  return (b![0] - a![0]) * 12 + b![1] - a![1];
}
