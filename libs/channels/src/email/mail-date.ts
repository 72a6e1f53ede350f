// Part of reading a mail (path A): its date, as standards say it and as old programs write it.

const MONTHS = [
  ['jan', 'ene', 'янв', 'яну', 'gen', 'sty'],
  ['feb', 'fév', 'fev', 'фев', 'lut'],
  ['mar', 'mär', 'мар'],
  ['apr', 'avr', 'abr', 'апр', 'kwi'],
  ['may', 'mai', 'мая', 'май', 'mag', 'maj', 'mei'],
  ['jun', 'juin', 'июн', 'юни', 'giu', 'cze'],
  ['jul', 'juil', 'июл', 'юли', 'lug', 'lip'],
  ['aug', 'aoû', 'aou', 'ago', 'авг', 'sie'],
  ['sep', 'set', 'сен', 'сеп', 'wrz'],
  ['oct', 'okt', 'out', 'ott', 'окт', 'paź'],
  ['nov', 'ноя', 'ное', 'lis'],
  ['dec', 'dez', 'dic', 'déc', 'дек', 'gru'],
];
/** Minutes east of Greenwich; an unknown name counts as Greenwich. */
const ZONES: Record<string, number> = {
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  msk: 180,
  msd: 240,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  bst: 60,
  jst: 540,
  ist: 330,
  kst: 540,
};
const USUAL =
  /(?:^|[\s,])(\d{1,2})(?:[\s.-]+|(?=\p{L}))(\p{L}{3,12})[\s.,-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:[.,]\d+)?\s*([AP]M\b)?\s*(?:GMT|UTC?)?\s*([+-]\d{1,2}:?\d{2}|[A-Z][A-Z\d]*)?/iu;

/** ISO instant, or null. A date without a zone is taken for Greenwich: the server's own zone would be chance. */
export function instantOf(header: string | null): string | null {
  if (!header) return null;
  let value = header.slice(0, 300);
  for (let depth = 0; depth < 4 && value.includes('('); depth++) value = value.replace(/\([^()]*\)/g, ' ');
  value = value.replace(/\s+/g, ' ').trim();
  const time = usual(value) ?? other(value);
  return time === null || Number.isNaN(time) || Math.abs(time) > 8e15 ? null : new Date(time).toISOString();
}

function usual(value: string): number | null {
  const match = USUAL.exec(value);
  if (!match) return null;
  const [, day, word = '', year = '', hour, minute, second = '0', half, zone] = match;
  const lower = word.toLowerCase();
  const month = MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start)));
  if (month < 0) return null;
  const short = Number(year);
  const full = year.length > 2 ? (year.length === 3 ? 1900 + short : short) : short + (short < 50 ? 2000 : 1900);
  const noon = half === undefined ? 0 : (/p/i.test(half) ? 12 : 0) - (hour === '12' ? 12 : 0);
  const time = Date.UTC(full, month, Number(day), Number(hour) + noon, Number(minute), Number(second));
  return time - offsetOf(zone) * 60_000;
}

function offsetOf(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{1,2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return ZONES[(zone ?? '').toLowerCase()] ?? ZONES[(zone ?? '').slice(0, 3).toLowerCase()] ?? 0;
}

function other(value: string): number | null {
  const zoned = /(?:z|[+-]\d{2}:?\d{2}|gmt|utc?)$/i.test(value);
  for (const each of zoned ? [value] : [`${value} UTC`, `${value}Z`]) {
    const time = Date.parse(each);
    if (!Number.isNaN(time)) return time;
  }
  return null;
}
