// One lived ticket as a mould: its rows as they stand in every table, with holes where a cast has ids, times and names of its own.
import type { Locale } from '../../../platform/words/words.js';

/** What fills a hole. `id` and `at` are numbers into the mould's own lists, `business` and `bucket` into its spans. */
export type Hole =
  | { is: 'id' | 'at' | 'business' | 'bucket' | 'order'; of: number }
  | { is: 'number' | 'key' | 'name' | 'hello' | 'address' };

/** Text with holes: piece, hole, piece, hole, … piece. */
export interface Cut {
  pieces: string[];
  holes: Hole[];
}

export interface Mould {
  language: Locale;
  channel: string;
  /** How its copies may lie in time. */
  phase: 'active' | 'solved' | 'closed';
  openedAt: number;
  lastAt: number;
  /** Offsets from `openedAt`, ms, of the instants inside the ids, and of those in the rows. */
  ids: number[];
  instants: number[];
  /** Durations whose business time a cast has to reckon anew: two numbers into `instants`. */
  spans: { from: number; to: number }[];
  /** How many different order numbers are named in it. */
  orders: number;
  /** Its customer's own rows, which a later ticket of the same person does not bring again. */
  person: Cut[];
  /** The rows of each table, in the order of `TABLES`; a line a row, as COPY writes it. */
  rows: Cut[];
}

export interface LivedTicket {
  language: Locale;
  channel: string;
  phase: Mould['phase'];
  openedAt: number;
  /** Each id of its rows, and the instant it was made. */
  ids: Map<string, number>;
  key: string;
  name: string;
  address: string;
  /** How agents greet this person by name. */
  hello: string;
  /** The measured durations in its facts. */
  spans: { from: string; to: string; calendar: number }[];
  person: string[];
  rows: string[];
}

export const NUMBER = '@number@';
export const BUSINESS = '@business-';
export const BUCKET = '@bucket-';
export const ORDER = '@order-';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';
const INSTANT = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?:Z|\\+00)';

export function takeMould(lived: LivedTicket): Mould {
  const ids = [...lived.ids.keys()];
  const idAt = new Map(ids.map((id, index) => [id, index]));
  const instants: number[] = [];
  const placeOf = new Map<number, number>();
  const instant = (text: string) => {
    const ms = Date.parse(text.replace(' ', 'T').replace('+00', 'Z')) - lived.openedAt;
    if (!placeOf.has(ms)) placeOf.set(ms, instants.push(ms) - 1);
    return placeOf.get(ms)!;
  };
  const orders = new Map<string, number>();
  const spans = lived.spans.map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
  const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const hole = new RegExp(
    [UUID, INSTANT, `"?${NUMBER}"?`, `"?${BUSINESS}\\d+@"?`, `${BUCKET}\\d+@`, `${ORDER}\\d{5}@`]
      .concat([lived.key, lived.address, lived.hello, lived.name].map(quoted))
      .join('|'),
    'g',
  );
  const holeFor = (found: string): Hole | null => {
    if (found === lived.key) return { is: 'key' };
    if (found === lived.address) return { is: 'address' };
    if (found === lived.hello) return { is: 'hello' };
    if (found === lived.name) return { is: 'name' };
    if (found.includes(NUMBER)) return { is: 'number' };
    if (found.includes(BUSINESS)) return { is: 'business', of: Number(/\d+/.exec(found)![0]) };
    if (found.includes(BUCKET)) return { is: 'bucket', of: Number(/\d+/.exec(found)![0]) };
    if (found.startsWith(ORDER)) {
      if (!orders.has(found)) orders.set(found, orders.size);
      return { is: 'order', of: orders.get(found)! };
    }
    if (/^\d{4}-\d\d-\d\d[T ]/.test(found)) return { is: 'at', of: instant(found) };
    const id = idAt.get(found);
    return id === undefined ? null : { is: 'id', of: id };
  };
  const cut = (line: string): Cut => {
    const pieces: string[] = [];
    const holes: Hole[] = [];
    let from = 0;
    for (const match of line.matchAll(hole)) {
      const found = holeFor(match[0]);
      if (!found) continue;
      pieces.push(line.slice(from, match.index));
      holes.push(found);
      from = match.index + match[0].length;
    }
    pieces.push(line.slice(from));
    return { pieces, holes };
  };
  const person = lived.person.map(cut);
  const rows = lived.rows.map(cut);
  return {
    language: lived.language,
    channel: lived.channel,
    phase: lived.phase,
    openedAt: lived.openedAt,
    lastAt: lived.openedAt + Math.max(0, ...instants),
    ids: [...lived.ids.values()].map((at) => at - lived.openedAt),
    instants,
    spans,
    orders: orders.size,
    person,
    rows,
  };
}
