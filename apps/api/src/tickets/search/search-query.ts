// What was typed into the search box, understood: words, phrases, numbers, addresses, phones and filters. Pure, and never throws.
import {
  CHANNEL_WORDS,
  FILTER_WORDS,
  type FilterName,
  HAS_WORDS,
  IS_WORDS,
  ME,
  means,
  NOBODY,
  named,
  SPANS,
  STATUS_WORDS,
  TODAY,
  YESTERDAY,
} from './query-words.js';

export interface SearchWord {
  kind: 'word' | 'phrase' | 'prefix';
  text: string;
  not: boolean;
}

/** A day of the calendar, or so many days back from now. */
export type SearchDay = { day: string } | { daysAgo: number };

export interface SearchFilter {
  name: Exclude<FilterName, 'before' | 'after'>;
  /** `from`, `to`, `tag`: as said; `assignee`: as said, or `me` or `none` by `who`; the others: one of our own words. */
  value: string;
  who?: 'me' | 'none';
  not: boolean;
}

export interface SearchQuery {
  words: SearchWord[];
  /** A ticket's number; `sure`: it was written with `#` or `№`. */
  number: { value: number; sure: boolean } | null;
  addresses: string[];
  /** As typed: which country's number it is, is for others to say. */
  phones: string[];
  filters: SearchFilter[];
  before: SearchDay | null;
  after: SearchDay | null;
}

const LONGEST = 500;
const MOST_WORDS = 12;
const PHONE = /(^|\s)(\+?\(?\d[\d\s().-]{7,22}\d)(?=\s|$)/g;
const TOKEN = /(-?)(?:([\p{L}-]{1,20}):)?(?:"([^"]*)"?|«([^»]*)»?|“([^”]*)”?|„([^“”]*)[“”]?|([^\s"«“„]+))|[\s"«»“”„]/gu;
const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[\p{L}\d-]{2,}$/u;

export function parseSearch(said: string): SearchQuery {
  const query: SearchQuery = {
    words: [],
    number: null,
    addresses: [],
    phones: [],
    filters: [],
    before: null,
    after: null,
  };
  let text = said
    .slice(0, LONGEST)
    .normalize('NFC')
    .replaceAll('\0', ' ')
    .replace(/№\s*(?=\d)/g, '#');
  text = text.replace(PHONE, (whole, start: string, phone: string) => {
    const digits = phone.replace(/\D/g, '').length;
    const written = phone.startsWith('+') || (digits >= 10 && !/^\d{4}-\d\d-\d\d/.test(phone));
    if (!written || digits < 8 || digits > 15) return whole;
    query.phones.push(phone);
    return `${start} `;
  });
  for (const [, minus, key, q1, q2, q3, q4, bare] of text.matchAll(TOKEN)) {
    const phrase = q1 ?? q2 ?? q3 ?? q4;
    const value = (phrase ?? bare ?? '').trim();
    const not = minus === '-';
    if (key === undefined) takeWord(query, value, phrase !== undefined, not);
    else if (!takeFilter(query, key, value, not)) {
      takeWord(query, key, false, not);
      takeWord(query, value, phrase !== undefined, not);
    }
  }
  query.words = query.words.slice(0, MOST_WORDS);
  return query;
}

/** Nothing was asked for. */
export const isEmpty = (query: SearchQuery): boolean =>
  query.words.length + query.addresses.length + query.phones.length + query.filters.length === 0 &&
  !query.number &&
  !query.before &&
  !query.after;

function takeWord(query: SearchQuery, text: string, phrase: boolean, not: boolean): void {
  if (!/[\p{L}\p{N}]/u.test(text)) return;
  const number = /^#?(\d{1,15})$/.exec(text);
  const trimmed = text.replace(/^[<("']+|[>)"',;.!?:]+$/g, '');
  if (number && !phrase && !not && !query.number) {
    query.number = { value: Number(number[1]), sure: text.startsWith('#') };
    if (!query.number.sure) query.words.push({ kind: 'word', text, not });
  } else if (!phrase && !not && ADDRESS.test(trimmed)) query.addresses.push(trimmed.toLowerCase());
  else if (!phrase && /^[\p{L}\p{N}]{2,}\*$/u.test(text))
    query.words.push({ kind: 'prefix', text: text.slice(0, -1), not });
  else query.words.push({ kind: phrase && /\s/.test(text) ? 'phrase' : 'word', text: trimmed.replace(/^#/, ''), not });
}

/** False: this is no filter, or no value of it. */
function takeFilter(query: SearchQuery, key: string, value: string, not: boolean): boolean {
  const name = named(key, FILTER_WORDS);
  if (!name || !value) return false;
  if (name === 'before' || name === 'after') {
    const day = dayOf(value);
    if (!day || not) return false;
    query[name] = day;
    return true;
  }
  if (name === 'from' || name === 'to' || name === 'tag' || name === 'assignee') {
    const who = name === 'tag' ? undefined : means(value, ME) ? 'me' : means(value, NOBODY) ? 'none' : undefined;
    query.filters.push({ name, value, not, ...(who ? { who } : {}) });
    return true;
  }
  const tables = { status: STATUS_WORDS, channel: CHANNEL_WORDS, is: IS_WORDS, has: HAS_WORDS };
  const known = named(value, tables[name]) ?? (name === 'is' ? named(value, STATUS_WORDS) : null);
  if (!known) return false;
  query.filters.push({ name: name === 'is' && !(known in IS_WORDS) ? 'status' : name, value: known, not });
  return true;
}

function dayOf(value: string): SearchDay | null {
  if (means(value, TODAY)) return { daysAgo: 0 };
  if (means(value, YESTERDAY)) return { daysAgo: 1 };
  const span = /^(\d{1,4})(\p{L})$/u.exec(value.toLowerCase());
  const days = span && SPANS[span[2]!];
  if (span && days) return { daysAgo: Number(span[1]) * days };
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(value);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value);
  const parts = iso ? [iso[1], iso[2], iso[3] ?? '1'] : dotted ? [dotted[3], dotted[2], dotted[1]] : null;
  if (!parts) return null;
  const day = parts.map((part) => part!.padStart(2, '0')).join('-');
  const real = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day ? null : { day };
}
