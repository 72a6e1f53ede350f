// Rows of pushes: the browsers that asked for them, what still has to go to each, and the keys of the desk.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

export interface SubscriptionRow {
  id: string;
  label: string;
  createdAt: Date;
  sentAt: Date | null;
}

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

/** A browser's address belongs to whoever signed in there last: an earlier row of it goes, whosever it was. */
export async function takeOverEndpoint(tx: Tx, hash: Buffer): Promise<void> {
  await tx.query(doorway('push-endpoint', 'DELETE FROM push_subscription WHERE endpoint_hash = $1'), [hash]);
}

export async function insertSubscription(
  tx: Tx,
  row: AgentKey & { id: string; hash: Buffer; sealed: string; label: string; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO push_subscription (workspace_id, id, agent_id, endpoint_hash, sealed, label, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.workspaceId, row.id, row.agentId, row.hash, row.sealed, row.label, row.at],
  );
}

export async function findOwn(sql: Sql, key: AgentKey, hash: Buffer): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT id FROM push_subscription WHERE workspace_id = $1 AND agent_id = $2 AND endpoint_hash = $3`,
    [key.workspaceId, key.agentId, hash],
  );
  return row?.id ?? null;
}

export async function refreshSubscription(
  sql: Sql,
  key: AgentKey & { id: string },
  sealed: string,
  label: string,
): Promise<void> {
  await sql.query(
    `UPDATE push_subscription SET sealed = $4, label = $5 WHERE workspace_id = $1 AND agent_id = $2 AND id = $3`,
    [key.workspaceId, key.agentId, key.id, sealed, label],
  );
}

/** Oldest first. */
export function listSubscriptions(sql: Sql, key: AgentKey): Promise<SubscriptionRow[]> {
  return sql.query<SubscriptionRow>(
    `SELECT id, label, created_at AS "createdAt", sent_at AS "sentAt" FROM push_subscription
     WHERE workspace_id = $1 AND agent_id = $2 ORDER BY created_at, id LIMIT 50`,
    [key.workspaceId, key.agentId],
  );
}

export async function subscriptionIds(sql: Sql, key: AgentKey): Promise<string[]> {
  return (await listSubscriptions(sql, key)).map((row) => row.id);
}

/** An agent's own; `agentId` null: whosever it is. */
export async function deleteSubscription(
  sql: Sql,
  workspaceId: string,
  id: string,
  agentId: string | null,
): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM push_subscription WHERE workspace_id = $1 AND id = $2 AND ($3::uuid IS NULL OR agent_id = $3) RETURNING id`,
    [workspaceId, id, agentId],
  );
  return rows.length > 0;
}

/** More than so many browsers nobody uses: the oldest go. */
export async function keepNewest(tx: Tx, key: AgentKey, kept: number): Promise<void> {
  await tx.query(
    `DELETE FROM push_subscription WHERE workspace_id = $1 AND agent_id = $2 AND id IN (
       SELECT o.id FROM push_subscription o WHERE o.workspace_id = $1 AND o.agent_id = $2
       ORDER BY o.created_at DESC, o.id DESC OFFSET $3)`,
    [key.workspaceId, key.agentId, kept],
  );
}

export interface PushOrder {
  workspaceId: string;
  id: string;
  subscriptionId: string;
  /** null: a test. */
  notificationId: string | null;
  /** How many more came with it. */
  others: number;
  at: Date;
}

export async function insertPush(tx: Sql, push: PushOrder): Promise<void> {
  await tx.query(
    `INSERT INTO push (workspace_id, id, subscription_id, notification_id, others, due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [push.workspaceId, push.id, push.subscriptionId, push.notificationId, push.others, push.at],
  );
}

export interface ClaimedPush {
  id: string;
  subscriptionId: string;
  notificationId: string | null;
  others: number;
  attempts: number;
  createdAt: Date;
  agentId: string;
  sealed: string;
}

/** Takes a due push for sending and puts its next try a little later, so that a second worker finds nothing due. */
export async function claimPush(
  sql: Sql,
  workspaceId: string,
  id: string,
  now: Date,
  until: Date,
): Promise<ClaimedPush | null> {
  const [row] = await sql.query<ClaimedPush>(
    `UPDATE push p SET due_at = $4, attempts = p.attempts + 1 FROM push_subscription s
     WHERE p.workspace_id = $1 AND p.id = $2 AND p.due_at <= $3 AND s.workspace_id = $1 AND s.id = p.subscription_id
     RETURNING p.id, p.subscription_id AS "subscriptionId", p.notification_id AS "notificationId", p.others, p.attempts,
       p.created_at AS "createdAt", s.agent_id AS "agentId", s.sealed`,
    [workspaceId, id, now, until],
  );
  return row ?? null;
}

/** The push service has it, or it is of no use any more. `sentAt`: it was taken. */
export async function endPush(
  sql: Sql,
  workspaceId: string,
  push: Pick<ClaimedPush, 'id' | 'subscriptionId'>,
  sentAt: Date | null,
): Promise<void> {
  await sql.query(`DELETE FROM push WHERE workspace_id = $1 AND id = $2`, [workspaceId, push.id]);
  if (sentAt)
    await sql.query(`UPDATE push_subscription SET sent_at = $3 WHERE workspace_id = $1 AND id = $2`, [
      workspaceId,
      push.subscriptionId,
      sentAt,
    ]);
}

export async function postponePush(sql: Sql, workspaceId: string, id: string, due: Date): Promise<void> {
  await sql.query(`UPDATE push SET due_at = $3 WHERE workspace_id = $1 AND id = $2`, [workspaceId, id, due]);
}

export function duePushes(sql: Sql, now: Date): Promise<{ workspaceId: string; pushId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "pushId" FROM push WHERE due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}

export interface PushKeyRow {
  publicKey: string;
  /** Sealed. */
  privateKey: string;
}

export async function readPushKey(sql: Sql): Promise<PushKeyRow | null> {
  const [row] = await sql.query<PushKeyRow>(
    `SELECT public_key AS "publicKey", private_key AS "privateKey" FROM push_key`,
  );
  return row ?? null;
}

/** The first writer wins: everybody reads again afterwards. `instead` of a key that cannot be opened any more. */
export async function writePushKey(sql: Sql, key: PushKeyRow, instead: string | null, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO push_key (public_key, private_key, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (one) DO UPDATE SET public_key = excluded.public_key, private_key = excluded.private_key,
       created_at = excluded.created_at WHERE push_key.public_key = $4`,
    [key.publicKey, key.privateKey, at, instead],
  );
}
