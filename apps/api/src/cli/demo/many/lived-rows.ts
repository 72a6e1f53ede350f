// What the lived month left in every table, ticket by ticket, as the lines that COPY would write.
import type { Client } from 'pg';
import { WORDS } from '../demo-voices.js';
import type { LivedName } from '../live-month.js';
import type { Home } from './cast.js';
import { BUCKET, BUSINESS, type LivedTicket, type Mould, NUMBER, ORDER } from './mould.js';

/** Every table a ticket has rows in, and how they are found by its id. */
export const TABLES = [
  { name: 'ticket', of: 'id' },
  { name: 'message', of: 'ticket_id' },
  { name: 'fact', of: 'ticket_id' },
  { name: 'inbound_key', of: 'ticket_id' },
  { name: 'episode', of: 'ticket_id' },
  { name: 'survey_decision', of: 'ticket_id' },
  { name: 'invitation', of: 'ticket_id' },
  { name: 'answer', of: 'invitation_id' },
  { name: 'survey_case', of: 'ticket_id' },
  { name: 'report_ticket', of: 'ticket_id' },
  { name: 'report_duration', of: 'ticket_id' },
  { name: 'report_episode', of: 'ticket_id' },
  { name: 'report_survey', of: 'ticket_id' },
  { name: 'report_case', of: 'ticket_id' },
  { name: 'report_promise', of: 'ticket_id' },
] as const;
export const PERSON_TABLES = ['contact', 'identity'] as const;

export type Row = Record<string, string | null>;
/** The instant in the id of a row, by table. */
const MADE: Record<string, string> = { message: 'at', fact: 'at', invitation: 'created_at', survey_case: 'opened_at' };
/** Where order numbers stand. */
const SPOKEN: Record<string, string[]> = {
  ticket: ['subject', 'preview'],
  message: ['text', 'html', 'quoted', 'mail', 'card'],
};

export async function columnsOf(db: Client, table: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** What a desk notes when it has read a row: the many that are cast from it are still to be read. */
const UNREAD = new Set(['answer.reading']);

/** All rows of a table that belong to one of `keys`, as text, by key. */
async function rowsOf(
  db: Client,
  workspaceId: string,
  table: string,
  by: string,
  keys: string[],
): Promise<Map<string, Row[]>> {
  const columns = await columnsOf(db, table);
  const { rows } = await db.query<Row>(
    `SELECT ${columns.map((name) => (UNREAD.has(`${table}.${name}`) ? `NULL AS "${name}"` : `"${name}"::text`)).join(', ')} FROM ${table}
     WHERE workspace_id = $1 AND "${by}" = ANY($2::uuid[])`,
    [workspaceId, keys],
  );
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row[by]!, [...(found.get(row[by]!) ?? []), row]);
  return found;
}

/** The rows of each ticket, table by table. Tickets that share nothing but their customer. */
export async function readLived(
  db: Client,
  workspaceId: string,
  tickets: LivedName[],
): Promise<{ lived: LivedTicket; homes: Home[] }[]> {
  const ids = tickets.map(({ id }) => id);
  const byTable: Map<string, Row[]>[] = [];
  for (const { name, of } of TABLES) {
    const keys = name === 'answer' ? [...byTable[6]!.values()].flat().map((row) => row.id!) : ids;
    byTable.push(await rowsOf(db, workspaceId, name, of, keys));
  }
  const heads = tickets.flatMap(({ id }) => byTable[0]!.get(id) ?? []);
  const contacts = await rowsOf(
    db,
    workspaceId,
    'contact',
    'id',
    heads.map((row) => row.contact_id!),
  );
  const identities = await rowsOf(
    db,
    workspaceId,
    'identity',
    'id',
    heads.map((row) => row.identity_id!),
  );
  return tickets.flatMap((ticket) => {
    const head = byTable[0]!.get(ticket.id)?.[0];
    if (!head) return [];
    const contact = contacts.get(head.contact_id!)![0]!;
    const identity = identities.get(head.identity_id!)![0]!;
    const invitations = byTable[6]!.get(ticket.id) ?? [];
    const tables = TABLES.map(({ name }, place) =>
      name === 'answer'
        ? invitations.flatMap(({ id }) => byTable[place]!.get(id!) ?? [])
        : (byTable[place]!.get(ticket.id) ?? []),
    );
    return [assemble(ticket, { head, contact, identity, tables })];
  });
}

function assemble(
  ticket: LivedName,
  found: { head: Row; contact: Row; identity: Row; tables: Row[][] },
): { lived: LivedTicket; homes: Home[] } {
  const { head, contact, identity, tables } = found;
  const openedAt = Date.parse(head.opened_at!);
  const ids = new Map([
    [contact.id!, Date.parse(contact.created_at!)],
    [identity.id!, Date.parse(identity.created_at!)],
    [ticket.id, openedAt],
  ]);
  const spans: LivedTicket['spans'] = [];
  const lines: string[] = [];
  const homes: Home[] = [];
  for (const [place, { name }] of TABLES.entries()) {
    for (const row of tables[place]!) {
      const made = MADE[name];
      if (made) ids.set(row.id!, Date.parse(row[made]!));
      lines.push(lineOf(opened(name, row, spans)));
      homes.push({ table: place, made: (made ? Date.parse(row[made]!) : openedAt) - openedAt });
    }
  }
  const active = ['new', 'open', 'pending', 'hold'].includes(head.state!) && head.spam === 'false';
  const phase: Mould['phase'] = active ? 'active' : head.state === 'solved' ? 'solved' : 'closed';
  const lived: LivedTicket = {
    language: ticket.language,
    channel: head.channel!,
    phase,
    openedAt,
    ids,
    key: ticket.key,
    name: ticket.name,
    address: identity.address!,
    hello: WORDS[ticket.language].hello.replace('{name}', ticket.name.split(' ')[0]!),
    spans,
    person: [lineOf(contact), lineOf(identity)],
    rows: lines,
  };
  return { lived, homes };
}

/** A row with marks where a cast has its own number, order numbers and business time. */
function opened(table: string, row: Row, spans: LivedTicket['spans']): Row {
  const marked: Row = { ...row };
  for (const column of SPOKEN[table] ?? [])
    marked[column] = row[column]?.replace(/\b\d{5}\b/g, (digits) => `${ORDER}${digits}@`) ?? null;
  if (table === 'ticket' || table === 'report_ticket') marked.number = NUMBER;
  if (table === 'fact') marked.payload = JSON.stringify(markPayload(JSON.parse(row.payload!), spans));
  if (table === 'report_duration' && row.business_s !== null) {
    const place = spans.findIndex(
      ({ to, calendar }) => Date.parse(to) === Date.parse(row.ended_at!) && calendar === Number(row.calendar_s),
    );
    if (place >= 0)
      Object.assign(marked, { business_s: `${BUSINESS}${place}@`, business_bucket: `${BUCKET}${place}@` });
  }
  return marked;
}

type Payload = Record<string, unknown>;

function markPayload(payload: Payload, spans: LivedTicket['spans']): Payload {
  const marked: Payload = { ...payload };
  if (typeof payload.number === 'number') marked.number = NUMBER;
  if (payload.resolution) marked.resolution = markPayload(payload.resolution as Payload, spans);
  if (typeof payload.businessSeconds === 'number') {
    const { startedAt, endedAt, calendarSeconds } = payload as {
      startedAt: string;
      endedAt: string;
      calendarSeconds: number;
    };
    marked.businessSeconds = `${BUSINESS}${spans.length}@`;
    spans.push({ from: startedAt, to: endedAt, calendar: Math.round(calendarSeconds) });
  }
  return marked;
}

/** As COPY reads it: tabs between, \N for nothing, and its own signs escaped. */
function lineOf(row: Row): string {
  const escaped = Object.values(row).map((value) =>
    value === null ? '\\N' : value.replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign]!),
  );
  return `${escaped.join('\t')}\n`;
}
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
