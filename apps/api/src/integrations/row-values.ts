// What people write into cells, as what it means: an amount, a day, a language; or that nobody can tell. Pure.
import { DateTime } from 'luxon';

/**
 * `1 234,50 €`, `1,234.50`, `1.234,50`, `1234.5`. Of two kinds of marks the last divides; one kind that stands twice does not;
 * a single comma before three digits is thousands, as English programs write them.
 */
export function amountOf(said: string): number | null {
  const bare = said.replace(/[^\d.,+-]/g, '');
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return null;
  const marks = bare.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  const several = new Set(marks).size > 1;
  const thousands = !several && (marks.length > 1 || /^[+-]?[1-9]\d{0,2},\d{3}$/.test(bare));
  const at = last && !thousands ? bare.lastIndexOf(last) : bare.length;
  const whole = bare.slice(0, at).replace(/[.,]/g, '');
  const number = Number(`${whole || '0'}.${bare.slice(at + 1) || '0'}`);
  return Number.isFinite(number) && Math.abs(number) < 1e13 ? number : null;
}

const SHAPES = [
  "yyyy-MM-dd'T'HH:mm:ss",
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd',
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy H:mm',
  'd.M.yyyy, H:mm',
  'd.M.yyyy',
  'd.M.yy',
  'd/M/yyyy H:mm',
  'd/M/yyyy',
];

/** In the given time zone where it does not say its own. Day before month, as it is written from Sofia to Vladivostok. */
export function instantOf(said: string, zone: string): Date | null {
  const text = said.trim().replace(/\s+г\.?$/, '');
  const iso = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? DateTime.fromISO(text.replace(' ', 'T')) : null;
  const found = iso?.isValid
    ? iso
    : SHAPES.map((shape) => DateTime.fromFormat(text, shape, { zone })).find((one) => one.isValid);
  if (!found) return null;
  const year = found.toUTC().year;
  return year >= 1970 && year <= 2200 ? found.toJSDate() : null;
}

const LANGUAGES: Record<string, string> = {
  русский: 'ru',
  russian: 'ru',
  английский: 'en',
  english: 'en',
  български: 'bg',
  болгарский: 'bg',
  bulgarian: 'bg',
  английски: 'en',
  руски: 'ru',
};
export function languageOf(said: string): string | null {
  const words = said.trim().toLowerCase();
  return LANGUAGES[words] ?? (/^[a-z]{2,3}([-_][a-z]{2,4})?$/.test(words) ? words.replace('_', '-') : null);
}
