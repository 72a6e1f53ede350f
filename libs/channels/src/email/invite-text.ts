// Part of reading a mail (path A): an invitation to a calendar in words, for a mail that says nothing else.

/** Longest calendar that is looked at, in characters. */
const ENOUGH = 64 * 1024;

/** Title, time, place and description of the first event; null where there is none. */
export function textOfInvite(calendar: string): string | null {
  const lines = calendar
    .slice(0, ENOUGH)
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const begin = lines.findIndex((line) => /^BEGIN:(?:VEVENT|VTODO)/i.test(line));
  if (begin < 0) return null;
  const fields = new Map<string, string>();
  for (const line of lines.slice(begin + 1)) {
    if (/^END:V(?:EVENT|TODO)/i.test(line)) break;
    const [, name, value] = /^([A-Z-]{1,40})(?:;[^:]{0,500})?:(.*)$/i.exec(line) ?? [];
    if (name && !fields.has(name.toUpperCase())) fields.set(name.toUpperCase(), unescaped(value!));
  }
  const times = [timeIn(fields.get('DTSTART')), timeIn(fields.get('DTEND') ?? fields.get('DUE'))].filter(Boolean);
  const words = [fields.get('SUMMARY'), times.join(' – '), fields.get('LOCATION'), fields.get('DESCRIPTION')];
  return words.filter((each) => each?.trim()).join('\n') || null;
}

const unescaped = (value: string): string =>
  value.replace(/\\([nN,;\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign)).trim();

/** "20261117T100000Z" as "2026-11-17 10:00 UTC". */
function timeIn(value: string | undefined): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?/.exec(value ?? '');
  if (!match) return '';
  const [, year, month, day, hour, minute, zone] = match;
  return `${year}-${month}-${day}${hour ? ` ${hour}:${minute}` : ''}${zone ? ' UTC' : ''}`;
}
