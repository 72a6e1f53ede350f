// The narrow rows of reports: read and written a batch of tickets at a time, one workspace at a time.
import type { Tx } from '../platform/database/database.js';
import {
  type Book,
  blankBook,
  type CaseRow,
  type DurationRow,
  type EpisodeRow,
  keyOf,
  type SurveyRow,
  type TicketHead,
} from './fold-facts.js';
import { type PromiseRow, promiseKey, promisesOf } from './fold-promises.js';
import { forgetRollups } from './rollup.store.js';

const LOCK = 7_364_020;

/** Folding shares this lock; rebuilding takes it alone, so that no batch lands between its wiping and its rows. */
export async function lockReports(tx: Tx, workspaceId: string, alone: boolean): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock${alone ? '' : '_shared'}($1, hashtext($2))`, [LOCK, workspaceId]);
}

/** What is known of these tickets so far; a blank book for one not seen before. */
export async function loadBooks(tx: Tx, workspaceId: string, ticketIds: string[]): Promise<Map<string, Book>> {
  const books = new Map(ticketIds.map((id) => [id, blankBook(id)]));
  const which = [workspaceId, ticketIds];
  const heads = await tx.query<
    TicketHead & { ticketId: string; foldedSeq: number; openedAt: Date; waitingSince: Date | null }
  >(
    `SELECT ticket_id AS "ticketId", folded_seq AS "foldedSeq", number, opened_at AS "openedAt", started_by AS "startedBy", channel,
       connection_id AS "connectionId", agent_id AS "agentId", team_id AS "teamId", tags, language, priority, contact_id AS "contactId", fields,
       waiting_since AS "waitingSince", first_wait_s AS "firstWaitS", handoffs, open, gone
     FROM report_ticket WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) ORDER BY ticket_id FOR UPDATE`,
    which,
  );
  for (const { ticketId, foldedSeq, ...head } of heads) {
    const book = books.get(ticketId)!;
    book.foldedSeq = foldedSeq;
    book.head = { ...head, openedAt: iso(head.openedAt)!, waitingSince: iso(head.waitingSince) };
  }
  if (heads.length === 0) return books;
  const durations = await tx.query<DurationRow & { ticketId: string; endedAt: Date }>(
    `SELECT ticket_id AS "ticketId", measure, part, ended_at AS "endedAt", agent_id AS "agentId", team_id AS "teamId",
       priority, calendar_s AS "calendarS", business_s AS "businessS", calendar_bucket AS "calendarBucket",
       business_bucket AS "businessBucket", withdrawn
     FROM report_duration WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) `,
    which,
  );
  for (const { ticketId, ...row } of durations)
    books.get(ticketId)!.durations.set(keyOf(row.measure, row.part), { ...row, endedAt: iso(row.endedAt)! });
  const episodes = await tx.query<EpisodeRow & { ticketId: string; solvedAt: Date; reopenedAt: Date | null }>(
    `SELECT ticket_id AS "ticketId", episode, solved_at AS "solvedAt", agent_id AS "agentId", team_id AS "teamId",
       priority, by_rule AS "byRule", touches, requester_s AS "requesterS", agent_s AS "agentS", handoffs, reopened_at AS "reopenedAt"
     FROM report_episode WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
    which,
  );
  for (const { ticketId, ...row } of episodes)
    books
      .get(ticketId)!
      .episodes.set(row.episode, { ...row, solvedAt: iso(row.solvedAt)!, reopenedAt: iso(row.reopenedAt) });
  await loadSurveys(tx, which, books);
  await loadCases(tx, which, books);
  await loadPromises(tx, which, books);
  for (const book of books.values())
    for (const [name, rows] of rowsOf(book))
      for (const [key, row] of rows) book.stored.set(`${name} ${key}`, JSON.stringify(row));
  return books;
}

const rowsOf = (book: Book) =>
  [
    ['duration', book.durations],
    ['episode', episodesOf(book)],
    ['survey', surveysOf(book)],
    ['case', book.cases],
    ['promise', promisesOf(book)],
  ] as [string, Map<string | number, object>][];

/**
 * A solving's row also bears since when its ticket was open, whose it was and what its ticket is compared by, so that tickets and
 * people are counted without another table.
 */
function episodesOf({ head, episodes }: Book): Map<number, object> {
  if (!head) return new Map();
  const { contactId, language, tags, fields, openedAt } = head;
  const rows = [...episodes].map(([episode, row]): [number, object] => {
    const since = episodes.get(episode - 1)?.reopenedAt ?? openedAt;
    const beganAt = since < row.solvedAt ? since : row.solvedAt;
    return [episode, { ...row, beganAt, contactId, language, tags, fields }];
  });
  return new Map(rows);
}

/** A survey's row also bears what its ticket is compared by. */
function surveysOf({ head, surveys }: Book): Map<number, object> {
  if (!head) return new Map();
  const { language, firstWaitS: waitS } = head;
  return new Map([...surveys].map(([episode, row]) => [episode, { ...row, language, waitS }]));
}

/** Those that are new or have changed since they were read. */
function changedRows(book: Book, name: string, rows: Map<string | number, object>): object[] {
  return [...rows]
    .filter(([key, row]) => book.stored.get(`${name} ${key}`) !== JSON.stringify(row))
    .map(([, row]) => row);
}

async function loadSurveys(tx: Tx, which: unknown[], books: Map<string, Book>): Promise<void> {
  const surveys = await tx.query<
    SurveyRow & { ticketId: string; decidedAt: Date; sentAt: Date | null; answeredAt: Date | null }
  >(
    `SELECT ticket_id AS "ticketId", episode, decided_at AS "decidedAt", survey_id AS "surveyId", kind, asked, reason,
       sent_at AS "sentAt", agent_id AS "agentId", team_id AS "teamId", priority, scale_max AS "scaleMax", version, score, good,
       answered_at AS "answeredAt", handoffs, reasons
     FROM report_survey WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
    which,
  );
  for (const { ticketId, ...row } of surveys)
    books.get(ticketId)!.surveys.set(row.episode, {
      ...row,
      decidedAt: iso(row.decidedAt)!,
      sentAt: iso(row.sentAt),
      answeredAt: iso(row.answeredAt),
    });
}

async function loadCases(tx: Tx, which: unknown[], books: Map<string, Book>): Promise<void> {
  const cases = await tx.query<CaseRow & { ticketId: string; openedAt: Date; closedAt: Date | null }>(
    `SELECT ticket_id AS "ticketId", part, opened_at AS "openedAt", closed_at AS "closedAt", outcome, agent_id AS "agentId",
       team_id AS "teamId"
     FROM report_case WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
    which,
  );
  for (const { ticketId, ...row } of cases)
    books.get(ticketId)!.cases.set(row.part, { ...row, openedAt: iso(row.openedAt)!, closedAt: iso(row.closedAt) });
}

async function loadPromises(tx: Tx, which: unknown[], books: Map<string, Book>): Promise<void> {
  const promises = await tx.query<PromiseRow & { ticketId: string; dueAt: Date; endedAt: Date | null }>(
    `SELECT ticket_id AS "ticketId", target, part, due_at AS "dueAt", ended_at AS "endedAt", late, met, agent_id AS "agentId",
       team_id AS "teamId", priority
     FROM report_promise WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
    which,
  );
  for (const { ticketId, ...row } of promises)
    books.get(ticketId)!.promises.set(promiseKey(row), { ...row, dueAt: iso(row.dueAt)!, endedAt: iso(row.endedAt) });
}

/** Writes books back: whatever is in them replaces what was there. Books without a head say nothing. */
export async function saveBooks(tx: Tx, workspaceId: string, all: Book[]): Promise<void> {
  const books = all.filter((book) => book.head !== null);
  if (books.length === 0) return;
  const write = (sql: string, rows: object[]) =>
    rows.length === 0 ? Promise.resolve([]) : tx.query(sql, [workspaceId, JSON.stringify(rows)]);
  await markGone(tx, workspaceId, books);
  await write(
    TICKET,
    books.map((book) => ({ ...book.head, ticketId: book.ticketId, foldedSeq: book.foldedSeq })),
  );
  const ofTicket = (book: Book) => {
    const { channel, connectionId, gone } = book.head!;
    return { ticketId: book.ticketId, channel, connectionId, gone };
  };
  const rows = (name: string, of: (book: Book) => Map<string | number, object>) =>
    books.flatMap((book) => changedRows(book, name, of(book)).map((row) => ({ ...row, ...ofTicket(book) })));
  await write(
    REMOVED,
    books.flatMap((book) => [...book.removed.values()].map((row) => ({ ...row, ticketId: book.ticketId }))),
  );
  await write(
    UNSOLVED,
    books.flatMap((book) => [...book.unsolved].map((episode) => ({ episode, ticketId: book.ticketId }))),
  );
  await write(
    DURATION,
    rows('duration', (book) => book.durations),
  );
  await write(EPISODE, rows('episode', episodesOf));
  await write(SURVEY, rows('survey', surveysOf));
  await write(
    CASE,
    rows('case', (book) => book.cases),
  );
  await write(
    UNPROMISED,
    books.flatMap((book) => [...book.unpromised.values()].map((row) => ({ ...row, ticketId: book.ticketId }))),
  );
  await write(PROMISE, rows('promise', promisesOf));
}

/** A ticket that left (spam) or came back takes its rows with it, also those that are not in the book. */
async function markGone(tx: Tx, workspaceId: string, books: Book[]): Promise<void> {
  for (const gone of [true, false]) {
    const ids = books.filter((book) => book.head!.gone === gone).map((book) => book.ticketId);
    if (ids.length === 0) continue;
    const params = [workspaceId, ids, gone];
    const changed = await tx.query<{ ticketId: string }>(
      `UPDATE report_ticket SET gone = $3 WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) AND gone <> $3
       RETURNING ticket_id AS "ticketId"`,
      params,
    );
    if (changed.length === 0) continue;
    params[1] = changed.map((row) => row.ticketId);
    await tx.query(
      `UPDATE report_duration SET gone = $3 WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
      params,
    );
    await tx.query(
      `UPDATE report_episode SET gone = $3 WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
      params,
    );
    await tx.query(
      `UPDATE report_survey SET gone = $3 WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
      params,
    );
    await tx.query(`UPDATE report_case SET gone = $3 WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`, params);
    await tx.query(
      `UPDATE report_promise SET gone = $3 WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[])`,
      params,
    );
  }
}

export async function anyRows(tx: Tx, workspaceId: string): Promise<boolean> {
  const [row] = await tx.query<{ any: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM report_ticket WHERE workspace_id = $1) AS any',
    [workspaceId],
  );
  return row!.any;
}

/** Takes away every row of a workspace, to be folded again from its facts. */
export async function wipeReports(tx: Tx, workspaceId: string): Promise<void> {
  await forgetRollups(tx, workspaceId);
  await tx.query(`DELETE FROM report_promise WHERE workspace_id = $1`, [workspaceId]);
  await tx.query(`DELETE FROM report_case WHERE workspace_id = $1`, [workspaceId]);
  await tx.query(`DELETE FROM report_survey WHERE workspace_id = $1`, [workspaceId]);
  await tx.query(`DELETE FROM report_episode WHERE workspace_id = $1`, [workspaceId]);
  await tx.query(`DELETE FROM report_duration WHERE workspace_id = $1`, [workspaceId]);
  await tx.query(`DELETE FROM report_ticket WHERE workspace_id = $1`, [workspaceId]);
}

const iso = (at: Date | null): string | null => (at === null ? null : at.toISOString());

const TICKET = `
  INSERT INTO report_ticket AS t (workspace_id, ticket_id, folded_seq, number, opened_at, started_by, channel, connection_id, agent_id, team_id, tags, language, priority, contact_id, fields, waiting_since, first_wait_s, handoffs, judge_at, open, gone)
  SELECT $1::uuid, r."ticketId", r."foldedSeq", r.number, r."openedAt", r."startedBy", r.channel, r."connectionId", r."agentId", r."teamId", r.tags, r.language, r.priority, r."contactId", r.fields, r."waitingSince", r."firstWaitS", r.handoffs, '-infinity', r.open, r.gone
  FROM jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, "foldedSeq" int, number bigint, "openedAt" timestamptz, "startedBy" text, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, tags int[], language text, priority smallint, "contactId" uuid, fields jsonb, "waitingSince" timestamptz, "firstWaitS" bigint, handoffs int, open boolean, gone boolean)
  ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET folded_seq = EXCLUDED.folded_seq, agent_id = EXCLUDED.agent_id, team_id = EXCLUDED.team_id,
    tags = EXCLUDED.tags, language = EXCLUDED.language, priority = EXCLUDED.priority, contact_id = EXCLUDED.contact_id, fields = EXCLUDED.fields, waiting_since = EXCLUDED.waiting_since,
    first_wait_s = EXCLUDED.first_wait_s, handoffs = EXCLUDED.handoffs, judge_at = EXCLUDED.judge_at, open = EXCLUDED.open, gone = EXCLUDED.gone`;

const REMOVED = `
  DELETE FROM report_duration d USING jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, measure text, part int)
  WHERE d.workspace_id = $1::uuid AND d.ticket_id = r."ticketId" AND d.measure = r.measure AND d.part = r.part`;

const UNSOLVED = `
  DELETE FROM report_episode e USING jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, episode int)
  WHERE e.workspace_id = $1::uuid AND e.ticket_id = r."ticketId" AND e.episode = r.episode`;

const DURATION = `
  INSERT INTO report_duration (workspace_id, ticket_id, measure, part, ended_at, channel, connection_id, agent_id, team_id, priority, calendar_s, business_s, calendar_bucket, business_bucket, withdrawn, gone)
  SELECT $1::uuid, r."ticketId", r.measure, r.part, r."endedAt", r.channel, r."connectionId", r."agentId", r."teamId", r.priority, r."calendarS", r."businessS", r."calendarBucket", r."businessBucket", r.withdrawn, r.gone
  FROM jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, measure text, part int, "endedAt" timestamptz, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, priority smallint, "calendarS" bigint, "businessS" bigint, "calendarBucket" smallint, "businessBucket" smallint, withdrawn boolean, gone boolean)
  ON CONFLICT (workspace_id, ticket_id, measure, part) DO UPDATE SET ended_at = EXCLUDED.ended_at, agent_id = EXCLUDED.agent_id, team_id = EXCLUDED.team_id,
    priority = EXCLUDED.priority, calendar_s = EXCLUDED.calendar_s, business_s = EXCLUDED.business_s, calendar_bucket = EXCLUDED.calendar_bucket, business_bucket = EXCLUDED.business_bucket,
    withdrawn = EXCLUDED.withdrawn, gone = EXCLUDED.gone`;

const EPISODE = `
  INSERT INTO report_episode (workspace_id, ticket_id, episode, began_at, solved_at, channel, connection_id, agent_id, team_id, priority, by_rule, touches, requester_s, agent_s, handoffs, contact_id, language, tags, fields, reopened_at, gone)
  SELECT $1::uuid, r."ticketId", r.episode, r."beganAt", r."solvedAt", r.channel, r."connectionId", r."agentId", r."teamId", r.priority, r."byRule", r.touches, r."requesterS", r."agentS", r.handoffs, r."contactId", r.language, r.tags, r.fields, r."reopenedAt", r.gone
  FROM jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, episode int, "beganAt" timestamptz, "solvedAt" timestamptz, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, priority smallint, "byRule" boolean, touches int, "requesterS" bigint, "agentS" bigint, handoffs int, "contactId" uuid, language text, tags int[], fields jsonb, "reopenedAt" timestamptz, gone boolean)
  ON CONFLICT (workspace_id, ticket_id, episode) DO UPDATE SET began_at = EXCLUDED.began_at, solved_at = EXCLUDED.solved_at, agent_id = EXCLUDED.agent_id, team_id = EXCLUDED.team_id,
    priority = EXCLUDED.priority, by_rule = EXCLUDED.by_rule, touches = EXCLUDED.touches, requester_s = EXCLUDED.requester_s,
    agent_s = EXCLUDED.agent_s, handoffs = EXCLUDED.handoffs, contact_id = EXCLUDED.contact_id, language = EXCLUDED.language, tags = EXCLUDED.tags, fields = EXCLUDED.fields,
    reopened_at = EXCLUDED.reopened_at, gone = EXCLUDED.gone`;

const SURVEY = `
  INSERT INTO report_survey (workspace_id, ticket_id, episode, decided_at, survey_id, kind, asked, reason, sent_at, channel, connection_id, agent_id, team_id, priority, scale_max, version, score, good, answered_at, language, wait_s, handoffs, reasons, gone)
  SELECT $1::uuid, r."ticketId", r.episode, r."decidedAt", r."surveyId", r.kind, r.asked, r.reason, r."sentAt", r.channel, r."connectionId", r."agentId", r."teamId", r.priority, r."scaleMax", r.version, r.score, r.good, r."answeredAt", r.language, r."waitS", r.handoffs, r.reasons, r.gone
  FROM jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, episode int, "decidedAt" timestamptz, "surveyId" uuid, kind text, asked boolean, reason text, "sentAt" timestamptz, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, priority smallint, "scaleMax" smallint, version int, score smallint, good boolean, "answeredAt" timestamptz, language text, "waitS" bigint, handoffs int, reasons text[], gone boolean)
  ON CONFLICT (workspace_id, ticket_id, episode) DO UPDATE SET decided_at = EXCLUDED.decided_at, survey_id = EXCLUDED.survey_id, kind = EXCLUDED.kind, asked = EXCLUDED.asked,
    reason = EXCLUDED.reason, sent_at = EXCLUDED.sent_at, agent_id = EXCLUDED.agent_id, team_id = EXCLUDED.team_id, priority = EXCLUDED.priority, scale_max = EXCLUDED.scale_max,
    version = EXCLUDED.version, score = EXCLUDED.score, good = EXCLUDED.good, answered_at = EXCLUDED.answered_at,
    language = EXCLUDED.language, wait_s = EXCLUDED.wait_s, handoffs = EXCLUDED.handoffs, reasons = EXCLUDED.reasons, gone = EXCLUDED.gone`;

const CASE = `
  INSERT INTO report_case (workspace_id, ticket_id, part, opened_at, closed_at, outcome, channel, connection_id, agent_id, team_id, gone)
  SELECT $1::uuid, r."ticketId", r.part, r."openedAt", r."closedAt", r.outcome, r.channel, r."connectionId", r."agentId", r."teamId", r.gone
  FROM jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, part int, "openedAt" timestamptz, "closedAt" timestamptz, outcome text, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, gone boolean)
  ON CONFLICT (workspace_id, ticket_id, part) DO UPDATE SET opened_at = EXCLUDED.opened_at, closed_at = EXCLUDED.closed_at, outcome = EXCLUDED.outcome,
    agent_id = EXCLUDED.agent_id, team_id = EXCLUDED.team_id, gone = EXCLUDED.gone`;

const UNPROMISED = `
  DELETE FROM report_promise p USING jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, target text, part int)
  WHERE p.workspace_id = $1::uuid AND p.ticket_id = r."ticketId" AND p.target = r.target AND p.part = r.part`;

const PROMISE = `
  INSERT INTO report_promise (workspace_id, ticket_id, target, part, due_at, ended_at, late, met, late_s, channel, connection_id, agent_id, team_id, priority, gone)
  SELECT $1::uuid, r."ticketId", r.target, r.part, r."dueAt", r."endedAt", r.late, r.met, r."lateS", r.channel, r."connectionId", r."agentId", r."teamId", r.priority, r.gone
  FROM jsonb_to_recordset($2::jsonb) AS r("ticketId" uuid, target text, part int, "dueAt" timestamptz, "endedAt" timestamptz, late boolean, met boolean, "lateS" bigint, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, priority smallint, gone boolean)
  ON CONFLICT (workspace_id, ticket_id, target, part) DO UPDATE SET due_at = EXCLUDED.due_at, ended_at = EXCLUDED.ended_at, late = EXCLUDED.late,
    met = EXCLUDED.met, late_s = EXCLUDED.late_s, agent_id = EXCLUDED.agent_id, team_id = EXCLUDED.team_id, priority = EXCLUDED.priority, gone = EXCLUDED.gone`;
