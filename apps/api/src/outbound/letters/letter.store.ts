// Rows of letters: mails that follow a chat. What they say is read from the messages when they go.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { Actor } from '../../tickets/events.js';

export type LetterState = 'waiting' | 'sending' | 'sent' | 'kept' | 'failed' | 'unknown' | 'needless';

export interface Letter {
  workspaceId: string;
  id: string;
  /** Answers that were not read in the chat; or the whole conversation, for whoever asked. */
  kind: 'answers' | 'transcript';
  ticketId: string;
  connectionId: string;
  /** The chat's; null: a ticket of another channel. */
  conversation: string | null;
  state: LetterState;
  dueAt: Date | null;
  attempts: number;
  recipient: string | null;
  /** Settled before the first try. */
  messageIds: string[] | null;
  /** Of a transcript. */
  askedBy: Actor | null;
  locale: string | null;
  reason: string | null;
  createdAt: Date;
}

const COLUMNS = `workspace_id AS "workspaceId", id, kind, ticket_id AS "ticketId", connection_id AS "connectionId", conversation, state,
  due_at AS "dueAt", attempts, recipient, message_ids AS "messageIds", asked_by AS "askedBy", locale, reason,
  created_at AS "createdAt"`;

/**
 * One letter waits for a ticket at a time; what is answered meanwhile goes with it. Where one is being taken at this very
 * moment this waits, and then makes the next. Answers with the id of the one that waits.
 */
export async function armLetter(
  tx: Tx,
  letter: Pick<Letter, 'workspaceId' | 'id' | 'ticketId' | 'connectionId' | 'conversation'> & {
    dueAt: Date;
    now: Date;
  },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO letter (workspace_id, id, kind, ticket_id, connection_id, conversation, state, due_at, created_at)
     VALUES ($1, $2, 'answers', $3, $4, $5, 'waiting', $6, $7)
     ON CONFLICT (workspace_id, ticket_id) WHERE kind = 'answers' AND state = 'waiting' AND message_ids IS NULL
     DO UPDATE SET due_at = least(letter.due_at, excluded.due_at) RETURNING id`,
    [
      letter.workspaceId,
      letter.id,
      letter.ticketId,
      letter.connectionId,
      letter.conversation,
      letter.dueAt,
      letter.now,
    ],
  );
  return row!.id;
}

export async function insertTranscript(tx: Tx, letter: Omit<Letter, 'kind' | 'state' | 'attempts' | 'reason'>) {
  await tx.query(
    `INSERT INTO letter (workspace_id, id, kind, ticket_id, connection_id, conversation, state, due_at, recipient, message_ids,
       asked_by, locale, created_at)
     VALUES ($1, $2, 'transcript', $3, $4, $5, 'waiting', $6, $7, $8, $9::jsonb, $10, $11)`,
    [
      letter.workspaceId,
      letter.id,
      letter.ticketId,
      letter.connectionId,
      letter.conversation,
      letter.dueAt,
      letter.recipient,
      letter.messageIds,
      JSON.stringify(letter.askedBy),
      letter.locale,
      letter.createdAt,
    ],
  );
}

/** Takes a due letter: a second worker finds nothing due until `until`. Its state is that before the taking. */
export async function claimLetter(
  tx: Tx,
  workspaceId: string,
  id: string,
  now: Date,
  until: Date,
): Promise<Letter | null> {
  const [row] = await tx.query<Letter>(
    `UPDATE letter SET due_at = $4, attempts = attempts + 1
     WHERE workspace_id = $1 AND id = $2 AND state IN ('waiting', 'sending') AND due_at <= $3 RETURNING ${COLUMNS}`,
    [workspaceId, id, now, until],
  );
  return row ?? null;
}

export async function settleLetter(
  sql: Sql,
  letter: Pick<Letter, 'workspaceId' | 'id'>,
  change: { state: LetterState; dueAt: Date | null; reason: string | null; recipient?: string; messageIds?: string[] },
): Promise<void> {
  await sql.query(
    `UPDATE letter SET state = $3, due_at = $4, reason = $5, recipient = coalesce($6, recipient),
       message_ids = coalesce($7::uuid[], message_ids) WHERE workspace_id = $1 AND id = $2`,
    [
      letter.workspaceId,
      letter.id,
      change.state,
      change.dueAt,
      change.reason,
      change.recipient ?? null,
      change.messageIds ?? null,
    ],
  );
}

export async function findLetter(sql: Sql, workspaceId: string, id: string): Promise<Letter | null> {
  const [row] = await sql.query<Letter>(`SELECT ${COLUMNS} FROM letter WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

export async function lockLetter(tx: Tx, workspaceId: string, id: string): Promise<Letter | null> {
  const [row] = await tx.query<Letter>(`SELECT ${COLUMNS} FROM letter WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

/** Letters of a ticket that left before one, newest first: what the next one follows in a mail program. */
export async function lettersBefore(
  sql: Sql,
  workspaceId: string,
  { ticketId, id }: Pick<Letter, 'ticketId' | 'id'>,
  limit: number,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM letter WHERE workspace_id = $1 AND ticket_id = $2 AND id < $3 AND kind = 'answers' AND state = 'sent'
     ORDER BY id DESC LIMIT $4`,
    [workspaceId, ticketId, id, limit],
  );
  return rows.map((row) => row.id);
}

/** What letters of a ticket carry that are being sent or tried again: it is in no other letter. */
export async function messagesUnderWay(tx: Tx, workspaceId: string, ticketId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT unnest(message_ids) AS id FROM letter WHERE workspace_id = $1 AND ticket_id = $2 AND kind = 'answers'
       AND state IN ('waiting', 'sending')`,
    [workspaceId, ticketId],
  );
  return rows.map((row) => row.id);
}

/**
 * To whom letters of a ticket went, in lower case: they may answer in it. A transcript that an agent sent to somebody is
 * no invitation to speak for the customer.
 */
export async function recipientsOf(sql: Sql, workspaceId: string, ticketId: string): Promise<string[]> {
  const rows = await sql.query<{ recipient: string }>(
    `SELECT DISTINCT lower(recipient) AS recipient FROM letter WHERE workspace_id = $1 AND ticket_id = $2
       AND recipient IS NOT NULL AND (kind = 'answers' OR asked_by->>'by' = 'customer')`,
    [workspaceId, ticketId],
  );
  return rows.map((row) => row.recipient);
}

export async function namedLetters(
  sql: Sql,
  workspaceId: string,
  ids: string[],
): Promise<{ id: string; ticketId: string; at: Date }[]> {
  if (ids.length === 0) return [];
  return sql.query(
    `SELECT id, ticket_id AS "ticketId", created_at AS at FROM letter WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
}

/** Kept ones go back into the queue, to be looked at anew and tried as long as new ones. Answers with their ids. */
export async function requeueLetters(sql: Sql, workspaceId: string, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE letter SET state = 'waiting', due_at = $2, attempts = 0, created_at = $2
     WHERE workspace_id = $1 AND state = 'kept' RETURNING id`,
    [workspaceId, now],
  );
  return rows.map((row) => row.id);
}

export async function deleteLettersOf(sql: Sql, workspaceId: string, ticketId: string): Promise<void> {
  await sql.query(`DELETE FROM letter WHERE workspace_id = $1 AND ticket_id = $2`, [workspaceId, ticketId]);
}

export async function dueLetters(sql: Sql, now: Date): Promise<{ workspaceId: string; letterId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "letterId" FROM letter
       WHERE due_at <= $1 AND state IN ('waiting', 'sending') ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}
