// Rows of what agents are to know: folded by ticket while unread, listed newest first, rung once.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { Fact } from '../platform/events/define-event.js';
import { floorOf, newId } from '../platform/ids.js';
import type { Kind } from './kinds.js';
import { weightOf } from './kinds.js';
import type { Concern } from './whom-it-concerns.js';

export interface NotificationRow {
  id: string;
  /** Null: of an answer by a link. */
  ticketId: string | null;
  answerId: string | null;
  kind: Kind;
  lastKind: Kind;
  times: number;
  at: Date;
  readAt: Date | null;
  actorId: string | null;
  messageId: string | null;
}

const ROW = `n.id, n.ticket_id AS "ticketId", n.answer_id AS "answerId", n.kind, n.last_kind AS "lastKind", n.times, n.at, n.read_at AS "readAt",
  n.actor_id AS "actorId", n.message_id AS "messageId"`;
/** Nobody reads an exact number above this. */
const COUNTED = 100;

/** Whoever changes several rows of an agent locks them as facts are folded in, by ticket: else the two wait for each other. */
const LOCKED = 'ORDER BY ticket_id NULLS FIRST, link_id, id FOR UPDATE';

/** Writes one, or folds it into the unread one of its ticket. A fact that was folded in before changes nothing: false. */
export async function foldIn(tx: Tx, key: { workspaceId: string; ticketId: string }, one: Concern): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO notification (workspace_id, id, agent_id, ticket_id, kind, weight, actor_id, message_id, episode, seq, at, last_kind, ring_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $5, $11
     WHERE NOT EXISTS (SELECT 1 FROM notification k
       WHERE k.workspace_id = $1 AND k.ticket_id = $4 AND k.agent_id = $3 AND k.seq >= $10)
     ON CONFLICT (workspace_id, agent_id, ticket_id) WHERE read_at IS NULL DO UPDATE SET
       kind = CASE WHEN excluded.weight >= notification.weight THEN excluded.kind ELSE notification.kind END,
       actor_id = CASE WHEN excluded.weight >= notification.weight THEN excluded.actor_id ELSE notification.actor_id END,
       message_id = CASE WHEN excluded.weight >= notification.weight THEN excluded.message_id ELSE notification.message_id END,
       episode = CASE WHEN excluded.weight >= notification.weight THEN excluded.episode ELSE notification.episode END,
       weight = greatest(excluded.weight, notification.weight), times = notification.times + 1,
       seq = excluded.seq, at = greatest(excluded.at, notification.at), last_kind = excluded.kind,
       ring_at = excluded.ring_at, mailed_at = NULL
     RETURNING id`,
    [
      key.workspaceId,
      newId(),
      one.agentId,
      key.ticketId,
      one.kind,
      weightOf(one.kind),
      one.actorId,
      one.messageId,
      one.episode,
      one.seq,
      one.at,
    ],
  );
  return rows.length > 0;
}

/** The same for a bad answer by a link, folded by link. Answers how many are folded there now; null: this one was before. */
export async function foldInAnswer(
  tx: Tx,
  key: { workspaceId: string; linkId: string; answerId: string },
  one: Pick<Concern, 'agentId' | 'kind' | 'at'>,
): Promise<number | null> {
  const [row] = await tx.query<{ times: number }>(
    `INSERT INTO notification (workspace_id, id, agent_id, link_id, answer_id, kind, weight, seq, at, last_kind, ring_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, 0, $8, $6, $8
     WHERE NOT EXISTS (SELECT 1 FROM notification k
       WHERE k.workspace_id = $1 AND k.link_id = $4 AND k.agent_id = $3 AND k.answer_id = $5)
     ON CONFLICT (workspace_id, agent_id, link_id) WHERE read_at IS NULL AND link_id IS NOT NULL DO UPDATE SET
       answer_id = excluded.answer_id, times = notification.times + 1, at = greatest(excluded.at, notification.at),
       ring_at = excluded.ring_at, mailed_at = NULL
     RETURNING times`,
    [key.workspaceId, newId(), one.agentId, key.linkId, key.answerId, one.kind, weightOf(one.kind), one.at],
  );
  return row?.times ?? null;
}

/** These agents were written to about this ticket, or this answer: the mail of what was missed leaves it out. */
export async function markMailedOf(
  tx: Tx,
  about: { workspaceId: string; ticketId: string } | { workspaceId: string; answerId: string },
  agentIds: string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE notification SET mailed_at = $4
     WHERE workspace_id = $1 AND ${'ticketId' in about ? 'ticket_id' : 'answer_id'} = $2 AND agent_id = ANY($3::uuid[])
       AND read_at IS NULL`,
    [about.workspaceId, 'ticketId' in about ? about.ticketId : about.answerId, agentIds, at],
  );
}

/** What a ticket's news of one kind (null: of any) said concerns no one any more. Answers whose bells change. */
export async function dropNews(
  tx: Tx,
  { workspaceId, ticketId }: { workspaceId: string; ticketId: string },
  kind: Kind | null,
  at: Date,
): Promise<string[]> {
  const rows = await tx.query<{ agentId: string }>(
    `UPDATE notification SET read_at = $3, ring_at = NULL
     WHERE workspace_id = $1 AND ticket_id = $2 AND ($4::text IS NULL OR kind = $4) AND read_at IS NULL
     RETURNING agent_id AS "agentId"`,
    [workspaceId, ticketId, at, kind],
  );
  return rows.map((row) => row.agentId);
}

/** Takes what is still to be told to one agent: whoever takes it tells it. Oldest first. */
export async function takeRinging(tx: Tx, workspaceId: string, agentId: string): Promise<NotificationRow[]> {
  const rows = await tx.query<NotificationRow>(
    `WITH locked AS (SELECT id FROM notification
       WHERE workspace_id = $1 AND agent_id = $2 AND ring_at IS NOT NULL AND read_at IS NULL ${LOCKED})
     UPDATE notification n SET ring_at = NULL FROM locked WHERE n.workspace_id = $1 AND n.id = locked.id RETURNING ${ROW}`,
    [workspaceId, agentId],
  );
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime());
}

export function agentsToRing(sql: Sql, now: Date): Promise<{ workspaceId: string; agentId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT DISTINCT r.workspace_id AS "workspaceId", r.agent_id AS "agentId" FROM (
         SELECT workspace_id, agent_id FROM notification
         WHERE ring_at <= $1 AND read_at IS NULL ORDER BY ring_at LIMIT 500) r`,
    ),
    [now],
  );
}

/** One page, newest first, after the one that stands at (`at`, `id`); with one more than asked for, if there is more. */
export function listNotifications(
  sql: Sql,
  key: { workspaceId: string; agentId: string },
  page: { unread: boolean; after: { at: string; id: string } | null; limit: number },
): Promise<(NotificationRow & { position: string })[]> {
  return sql.query(
    `SELECT ${ROW}, to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position FROM notification n
     WHERE n.workspace_id = $1 AND n.agent_id = $2 AND (NOT $3::boolean OR n.read_at IS NULL)
       AND ($4::timestamptz IS NULL OR (n.at, n.id) < ($4, $5::uuid))
     ORDER BY n.at DESC, n.id DESC LIMIT $6`,
    [key.workspaceId, key.agentId, page.unread, page.after?.at ?? null, page.after?.id ?? null, page.limit + 1],
  );
}

export async function findNotification(sql: Sql, workspaceId: string, id: string): Promise<NotificationRow | null> {
  const [row] = await sql.query<NotificationRow>(
    `SELECT ${ROW} FROM notification n WHERE n.workspace_id = $1 AND n.id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** At most a hundred are counted. */
export async function countUnread(sql: Sql, workspaceId: string, agentId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM notification n
       WHERE n.workspace_id = $1 AND n.agent_id = $2 AND n.read_at IS NULL LIMIT ${COUNTED}) unread`,
    [workspaceId, agentId],
  );
  return row!.count;
}

/** Answers with the ids that were unread until now. */
export async function markRead(
  sql: Sql,
  key: { workspaceId: string; agentId: string },
  what: { ids: string[] } | { ticketId: string } | { all: true },
  at: Date,
): Promise<string[]> {
  const ids = 'ids' in what ? what.ids : null;
  const ticketId = 'ticketId' in what ? what.ticketId : null;
  const rows = await sql.query<{ id: string }>(
    `WITH locked AS (SELECT id FROM notification
       WHERE workspace_id = $1 AND agent_id = $2 AND read_at IS NULL
         AND ($4::uuid[] IS NULL OR id = ANY($4)) AND ($5::uuid IS NULL OR ticket_id = $5) ${LOCKED})
     UPDATE notification n SET read_at = $3, ring_at = NULL FROM locked
     WHERE n.workspace_id = $1 AND n.id = locked.id RETURNING n.id`,
    [key.workspaceId, key.agentId, at, ids, ticketId],
  );
  return rows.map((row) => row.id);
}

/** What an agent missed: unread, not mailed yet, come since they last looked at the bell. Newest first; all that `markMailed` marks is locked. */
export function takeMissed(
  tx: Tx,
  key: { workspaceId: string; agentId: string },
  since: Date | null,
  kinds: Kind[],
  limit: number,
): Promise<NotificationRow[]> {
  return tx.query(
    `WITH n AS (SELECT * FROM notification
       WHERE workspace_id = $1 AND agent_id = $2 AND read_at IS NULL AND mailed_at IS NULL ${LOCKED})
     SELECT ${ROW} FROM n WHERE ($3::timestamptz IS NULL OR n.at > $3) AND n.kind = ANY($4::text[])
     ORDER BY n.at DESC, n.id DESC LIMIT $5`,
    [key.workspaceId, key.agentId, since, kinds, limit],
  );
}

export async function markMailed(tx: Tx, key: { workspaceId: string; agentId: string }, at: Date): Promise<void> {
  await tx.query(
    `UPDATE notification SET mailed_at = $3
     WHERE workspace_id = $1 AND agent_id = $2 AND read_at IS NULL AND mailed_at IS NULL`,
    [key.workspaceId, key.agentId, at],
  );
}

export async function anyBefore(sql: Sql, before: Date): Promise<boolean> {
  const rows = await sql.query(doorway('sweep', 'SELECT 1 FROM notification WHERE at < $1 LIMIT 1'), [before]);
  return rows.length > 0;
}

/** What is old is of no use to anybody: read or not. Answers how many went. */
export async function forgetBefore(sql: Sql, before: Date, limit: number): Promise<number> {
  const rows = await sql.query(
    doorway(
      'sweep',
      `DELETE FROM notification WHERE (workspace_id, id) IN (
         SELECT workspace_id, id FROM notification WHERE at < $1 ORDER BY at LIMIT $2) RETURNING id`,
    ),
    [before, limit],
  );
  return rows.length;
}

/** Who solved the ticket's last episode that is over; null: nobody, or a rule. */
export async function lastSolver(sql: Sql, workspaceId: string, ticketId: string): Promise<string | null> {
  const [row] = await sql.query<{ solverId: string | null }>(
    `SELECT payload->>'solverId' AS "solverId" FROM fact
     WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND type = 'ticket.solved' ORDER BY seq DESC LIMIT 1`,
    [workspaceId, ticketId, floorOf(ticketId)],
  );
  return row?.solverId ?? null;
}

/** Who posted these messages of a ticket. */
export async function authorsOf(sql: Sql, fact: Fact, messageIds: string[]): Promise<Map<string, string | null>> {
  const rows = await sql.query<{ messageId: string; agentId: string | null }>(
    `SELECT payload->>'messageId' AS "messageId", payload->'actor'->>'agentId' AS "agentId" FROM fact
     WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND type = 'message.posted' AND payload->>'messageId' = ANY($4::text[])`,
    [fact.workspaceId, fact.ticketId, floorOf(fact.ticketId), messageIds],
  );
  return new Map(rows.map((row) => [row.messageId, row.agentId]));
}
