// Durations, shares and the lines of an axis, as people read them.

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const unit = (value: number, name: string, locale: string) =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 })
    .format(value)
    .replaceAll(' ', '\u00a0');

/** Two units at most: "45 sec", "9 min", "1 hr 20 min", "2 days 3 hr". */
export function spanWords(seconds: number, locale: string): string {
  const whole = Math.round(seconds);
  if (whole < MINUTE) return unit(whole, 'second', locale);
  const minutes = Math.round(whole / MINUTE);
  if (minutes < 60) return unit(minutes, 'minute', locale);
  if (minutes < 24 * 60) return two(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute', locale);
  const hours = Math.round(whole / HOUR);
  return two(Math.floor(hours / 24), 'day', hours % 24, 'hour', locale);
}
const two = (first: number, firstUnit: string, second: number, secondUnit: string, locale: string) =>
  unit(first, firstUnit, locale) + (second > 0 ? ` ${unit(second, secondUnit, locale)}` : '');

/** For an axis: one unit, and nothing beside a zero. */
export function axisSpan(seconds: number, locale: string): string {
  if (seconds === 0) return '0';
  const hours = seconds / HOUR;
  return hours > 24 && hours % 24 !== 0 ? unit(Math.round(hours), 'hour', locale) : spanWords(seconds, locale);
}

export const percentWords = (share: number, locale: string, digits = 0) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
export const countWords = (value: number, locale: string) => new Intl.NumberFormat(locale).format(value);

const SPAN_STEPS = [
  1,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
];

/** At most five lines from 0 to at least `most`, at steps that people count in. */
export function axisLines(most: number, kind: 'count' | 'seconds'): number[] {
  const wanted = Math.max(most, kind === 'count' ? 4 : MINUTE) / 4;
  const step =
    kind === 'seconds'
      ? (SPAN_STEPS.find((each) => each >= wanted) ?? Math.ceil(wanted / (30 * DAY)) * 30 * DAY)
      : roundStep(wanted);
  const lines = [0];
  while ((lines.at(-1) ?? 0) < most) lines.push((lines.at(-1) ?? 0) + step);
  if (lines.length === 1) lines.push(step);
  return lines;
}
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => each >= wanted) ?? 10 * power);
}
