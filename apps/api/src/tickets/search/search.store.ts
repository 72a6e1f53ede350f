// Reads of the search: every one by an index, bounded, and scoped to one workspace.
import type { MessageKind } from '@otklik/contract';
import type { Sql } from '../../platform/database/database.js';
import { floorId } from '../../platform/database/partitions.js';
import { ticketsOfSides } from '../sides/side.store.js';
import { type Condition, type Give, ofTickets } from './search-conditions.js';
import type { SearchWord } from './search-query.js';
import { MARK } from './snippet.js';
import { wordForms } from './word-forms.js';

export type Reads = Pick<Sql, 'query'>;

/** Ids from `from` (included) to `to` (not included). */
export interface IdRange {
  from: string;
  to: string;
}

export interface Hit {
  id: string;
  ticketId: string;
  /** It was said in a side conversation of that ticket. */
  sideId?: string;
  /** Whether the ticket is a side conversation itself; null: not known yet. */
  side?: boolean | null;
}

export const LOWEST = '00000000-0000-0000-0000-000000000000';
const HIGHEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** The words of the index's own condition: with others it would not be used. */
const GONE_OUT = `m.state NOT IN ('held', 'queued', 'sending', 'undone')`;
const WORDS = 'message_words(m.id, m.mail, m.text)';
const DAY_MS = 86_400_000;
/** So many days are named to the index at most: of a third of a month and more it gives the whole month sooner. */
const DAYS_NAMED = 10;
/** Of longer texts the rest is not looked at for marks. */
const MARKED_CHARACTERS = 10_000;

function statement(): { params: unknown[]; give: Give } {
  const params: unknown[] = [];
  return { params, give: (value) => `$${params.push(value)}` };
}

/** Words as a condition on vectors. */
export interface WordsAsked {
  query: string;
  /** Phrases taken as single words: what the index can tell alone. Null: there are no phrases. */
  loose: string | null;
  /** At least one word must be there. */
  sure: boolean;
}

/** The words as one condition for the index; null: nothing is left of them (stop words), or there were none. */
export async function wordsQuery(sql: Reads, words: SearchWord[]): Promise<WordsAsked | null> {
  if (words.length === 0) return null;
  const rows = await sql.query<{ place: number; base: string; lexemes: string[] | null }>(
    `SELECT given.place, CASE given.kind WHEN 'phrase' THEN phraseto_tsquery('public.otklik', search_text(given.said))::text
         ELSE plainto_tsquery('public.otklik', search_text(given.said))::text END AS base,
       (SELECT array_agg(DISTINCT lexeme) FROM unnest(string_to_array(given.forms, ' ')) AS form,
         unnest(ts_lexize('russian_stem', form)) AS lexeme WHERE given.forms <> '') AS lexemes
     FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS given (place, kind, said, forms) ORDER BY given.place`,
    [
      words.map((_, place) => place),
      words.map((word) => word.kind),
      words.map((word) => word.text),
      words.map((word) => (word.kind === 'word' ? wordForms(word.text).join(' ') : '')),
    ],
  );
  const quote = (lexeme: string) => `'${lexeme.replace(/['\\]/g, (char) => char + char)}'`;
  const parts = rows.flatMap(({ place, base, lexemes }) => {
    const { kind, text, not } = words[place]!;
    const start = text.toLowerCase().replaceAll('ё', 'е');
    const either = kind === 'prefix' ? [`${quote(start)}:*`] : base ? [base, ...(lexemes ?? []).map(quote)] : [];
    if (either.length === 0) return [];
    const one = `(${either.join(' | ')})`;
    return [{ text: not ? `!${one}` : one, not }];
  });
  if (parts.length === 0) return null;
  const PHRASE = /<(?:-|\d+)>/g;
  const loose = parts.flatMap(({ text, not }) =>
    text.search(PHRASE) === -1 ? [text] : not ? [] : [text.replace(PHRASE, '&')],
  );
  const phrased = parts.some(({ text }) => text.search(PHRASE) !== -1);
  return {
    query: parts.map((part) => part.text).join(' & '),
    loose: phrased && loose.length > 0 ? loose.join(' & ') : null,
    sure: parts.some((part) => !part.not),
  };
}

/** The instant at which a day begins somewhere. */
export async function startOfDay(sql: Reads, day: string, timeZone: string): Promise<Date> {
  const [row] = await sql.query<{ at: Date }>('SELECT ($1::timestamp AT TIME ZONE $2) AS at', [day, timeZone]);
  return row!.at;
}

/** The partitions of messages, newest first; what no partition covers lies in the default one, if that holds anything. */
export async function messageRanges(sql: Reads): Promise<IdRange[]> {
  const [found] = await sql.query<{ bounds: string[] | null; more: boolean }>(
    `SELECT array_agg(pg_get_expr(c.relpartbound, c.oid)) AS bounds, EXISTS (SELECT 1 FROM message_default) AS more
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'message'::regclass`,
  );
  const cut = (found?.bounds ?? [])
    .flatMap((bound) => {
      const match = /FROM \('([0-9a-f-]{36})'\) TO \('([0-9a-f-]{36})'\)/.exec(bound);
      return match ? [{ from: match[1]!, to: match[2]! }] : [];
    })
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  if (!found?.more) return cut;
  const all: IdRange[] = [];
  let above = HIGHEST;
  for (const range of cut) {
    if (range.to < above) all.push({ from: range.to, to: above });
    all.push(range);
    above = range.from;
  }
  return [...all, { from: LOWEST, to: above }];
}

/** Those parts of the ranges that lie between two instants and below an id. */
export function clip(ranges: IdRange[], after: Date | null, before: Date | null, below: string | null): IdRange[] {
  const from = after ? floorId(after) : LOWEST;
  const to = [before ? floorId(before) : HIGHEST, below ?? HIGHEST].sort()[0]!;
  return ranges
    .map((range) => ({ from: range.from > from ? range.from : from, to: range.to < to ? range.to : to }))
    .filter((range) => range.from < range.to);
}

export interface MessageAsk {
  workspaceId: string;
  words: WordsAsked | null;
  /** At least one word must be there, or the tickets are few: the index says which messages; else they are walked through. */
  sure: boolean;
  conditions: Condition[];
  /** What their tickets must be like; none: that is known already. */
  tickets: Condition[];
}

function messagesWhere(ask: MessageAsk, range: IdRange, give: Give, words = ask.words?.query): string {
  return [
    `m.workspace_id = ${give(ask.workspaceId)} AND m.id >= ${give(range.from)}::uuid AND m.id < ${give(range.to)}::uuid`,
    `${GONE_OUT} AND m.deleted_at IS NULL`,
    ...(words ? [`${WORDS} @@ ${give(words + (ask.sure ? onDays(range) : ''))}::tsquery`] : []),
    ...ask.conditions.map((condition) => condition(give)),
  ].join(' AND ');
}

export const timeOf = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

/** Every vector holds the day of its message: so a common word is looked up for a few days without reading a month of it. */
function onDays({ from, to }: IdRange): string {
  const [first, last] = [Math.floor(timeOf(from) / DAY_MS), Math.floor(timeOf(to) / DAY_MS)];
  if (last - first >= DAYS_NAMED) return '';
  return ` & (${Array.from({ length: last - first + 1 }, (_, n) => `'·${first + n}'`).join(' | ')})`;
}

/**
 * The newest messages that fit, but for the order of words in phrases, from ranges that stand newest first.
 * Fewer than `limit`: there are no more in them.
 */
export async function messagesIn(sql: Reads, ask: MessageAsk, ranges: IdRange[], limit: number): Promise<Hit[]> {
  const { params, give } = statement();
  const one = (range: IdRange) => {
    const where = messagesWhere(ask, range, give, ask.words?.loose ?? ask.words?.query);
    const messages = `SELECT m.id, m.ticket_id FROM message m WHERE ${where}`;
    // Materialised: else a planner that takes a word for common walks through all messages in search of a rare one.
    const found = ask.sure ? `WITH found AS MATERIALIZED (${messages}) SELECT * FROM found` : messages;
    // In this order each is held against its ticket, and no more of them than the limit wants.
    const tickets =
      ask.tickets.length > 0 ? `JOIN ticket t ON t.workspace_id = ${give(ask.workspaceId)} AND t.id = f.ticket_id` : '';
    const like = ask.tickets.map((condition) => condition(give)).join(' AND ');
    const side = ask.tickets.length > 0 ? 't.side_of IS NOT NULL' : 'NULL::boolean';
    // What was said in a side conversation is held against its ticket afterwards.
    return `(SELECT f.id, f.ticket_id AS "ticketId", ${side} AS side FROM (${found} ORDER BY id DESC) f ${tickets}
       ${like && `WHERE (${like}) OR t.side_of IS NOT NULL`} ORDER BY f.id DESC LIMIT ${limit})`;
  };
  // One after the other, and none that comes after the limit is reached.
  const all = ranges.map(one).join('\n       UNION ALL ');
  return sql.query<Hit>(`SELECT f.id, f."ticketId", f.side FROM (${all}) AS f LIMIT ${limit}`, params);
}

/** Those of some messages whose phrases stand as they were asked: the index does not know, so each vector is made anew. */
export async function inPhrase(sql: Reads, ask: MessageAsk, hits: Hit[]): Promise<Hit[]> {
  if (!ask.words?.loose || hits.length === 0) return hits;
  const rows = await sql.query<{ id: string }>(
    `SELECT m.id FROM message m WHERE m.workspace_id = $1 AND m.id = ANY($2::uuid[]) AND ${WORDS} @@ $3::tsquery`,
    [ask.workspaceId, hits.map((hit) => hit.id), ask.words.query],
  );
  const fit = new Set(rows.map((row) => row.id));
  return hits.filter((hit) => fit.has(hit.id));
}

/** Which of these tickets have a message that fits at or above an id: they stood on an earlier page. */
export async function ticketsAbove(sql: Reads, ask: MessageAsk, ticketIds: string[], id: string): Promise<string[]> {
  const { params, give } = statement();
  const where = messagesWhere(ask, { from: id, to: HIGHEST }, give);
  const rows = await sql.query<{ ticketId: string }>(
    `SELECT DISTINCT m.ticket_id AS "ticketId" FROM message m WHERE ${where} AND m.ticket_id = ANY(${give(ticketIds)}::uuid[])`,
    params,
  );
  return rows.map((row) => row.ticketId);
}

/** Ids of the tickets that fit; more than `limit` are cut off, in no order. */
export async function ticketsLike(
  sql: Reads,
  workspaceId: string,
  conditions: Condition[],
  limit: number,
): Promise<string[]> {
  const { params, give } = statement();
  const rows = await sql.query<{ id: string }>(
    `SELECT t.id FROM ticket t WHERE ${[`t.workspace_id = ${give(workspaceId)}`, ...conditions.map((each) => each(give))].join(' AND ')}
     LIMIT ${limit}`,
    params,
  );
  return rows.map((row) => row.id);
}

/** Tickets by their last message, newest first, after a position. */
export async function newestTickets(
  sql: Reads,
  workspaceId: string,
  conditions: Condition[],
  span: { after: Date | null; before: Date | null; position: [string, string] | null },
  limit: number,
): Promise<{ id: string; position: string }[]> {
  const { params, give } = statement();
  const where = [`t.workspace_id = ${give(workspaceId)}`, ...conditions.map((each) => each(give))];
  if (span.after) where.push(`t.last_message_at >= ${give(span.after)}`);
  if (span.before) where.push(`t.last_message_at < ${give(span.before)}`);
  if (span.position)
    where.push(`(t.last_message_at, t.id) < (${give(span.position[0])}::timestamptz, ${give(span.position[1])}::uuid)`);
  return sql.query(
    `SELECT t.id, to_char(t.last_message_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
     FROM ticket t WHERE ${where.join(' AND ')} ORDER BY t.last_message_at DESC, t.id DESC LIMIT ${limit}`,
    params,
  );
}

/** What was said in side conversations is found in their tickets, if these are as they must be. */
export async function inTheirTickets(sql: Reads, { workspaceId, tickets }: MessageAsk, hits: Hit[]): Promise<Hit[]> {
  const asked = new Set(hits.flatMap((hit) => (hit.side === false ? [] : [hit.ticketId])));
  const places = await ticketsOfSides(sql, workspaceId, [...asked]);
  if (places.size === 0) return hits;
  const theirs = [...new Set(places.values())];
  const like =
    tickets.length > 0 ? await ticketsLike(sql, workspaceId, [ofTickets(theirs), ...tickets], theirs.length) : theirs;
  const fit = new Set(like);
  return hits.flatMap((hit) => {
    const ticketId = places.get(hit.ticketId);
    if (!ticketId) return [hit];
    return fit.has(ticketId) ? [{ ...hit, ticketId, sideId: hit.ticketId }] : [];
  });
}

export async function ticketByNumber(sql: Reads, workspaceId: string, number: number): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    'SELECT t.id FROM ticket t WHERE t.workspace_id = $1 AND t.number = $2',
    [workspaceId, number],
  );
  return row?.id ?? null;
}

export interface MarkedMessage {
  id: string;
  seq: number;
  kind: MessageKind;
  at: Date;
  agentId: string | null;
  text: string;
  /** The text with marks around the words found; null: there were none to find. */
  marked: string | null;
}

const headline = (text: string, words: string) =>
  `ts_headline('public.otklik', search_text(${text}), ${words}::tsquery, 'HighlightAll=true, StartSel=${MARK.start}, StopSel=${MARK.stop}')`;

export function markedMessages(sql: Reads, workspaceId: string, ids: string[], words: string | null) {
  const text = `left(m.text, ${MARKED_CHARACTERS})`;
  return sql.query<MarkedMessage>(
    `SELECT m.id, m.seq, m.kind, m.at, m.agent_id AS "agentId", translate(${text}, chr(2) || chr(3), '  ') AS text,
       CASE WHEN $3::text IS NOT NULL THEN ${headline(text, '$3')} END AS marked
     FROM message m WHERE m.workspace_id = $1 AND m.id = ANY($2::uuid[])`,
    [workspaceId, ids, words],
  );
}

export function markedSubjects(sql: Reads, workspaceId: string, ids: string[], words: string) {
  return sql.query<{ id: string; subject: string; marked: string }>(
    `SELECT t.id, translate(t.subject, chr(2) || chr(3), '  ') AS subject, ${headline('t.subject', '$3')} AS marked
     FROM ticket t WHERE t.workspace_id = $1 AND t.id = ANY($2::uuid[]) AND t.subject IS NOT NULL`,
    [workspaceId, ids, words],
  );
}
