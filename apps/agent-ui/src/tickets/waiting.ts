// How long somebody has waited, as one unit and as an age that is drawn by shape and colour.

/** Four ages, each a fuller disc: under 15 minutes, under an hour, under four hours, longer. */
export type WaitingAge = 1 | 2 | 3 | 4;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function waitingAge(milliseconds: number): WaitingAge {
  if (milliseconds < 15 * MINUTE) return 1;
  if (milliseconds < HOUR) return 2;
  return milliseconds < 4 * HOUR ? 3 : 4;
}

/** One unit, rounded down, in the reader's language: "12 min", "3 hr", "2 days"; null under a minute. */
export function briefSpan(milliseconds: number, locale: string): string | null {
  if (milliseconds < MINUTE) return null;
  const [unit, size] = milliseconds < HOUR ? ['minute', MINUTE] : milliseconds < DAY ? ['hour', HOUR] : ['day', DAY];
  const value = Math.floor(milliseconds / (size as number));
  return spanFormat(locale, unit as string).format(value);
}

/** Made once: a list says many spans a second. */
const formats = new Map<string, Intl.NumberFormat>();
function spanFormat(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  formats.set(key, known);
  return known;
}
