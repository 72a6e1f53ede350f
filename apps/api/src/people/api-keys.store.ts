// Rows of API keys: found by hash, listed without it.
import { IsNull } from 'typeorm';
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { AgentRole } from '../platform/http/access.js';
import { ApiKeyEntity } from './api-key.entity.js';

/** So that a key is known as one when it turns up where it should not be. */
export const API_KEY_PREFIX = 'otk_';

const keys = (sql: Sql) => sql.entities.getRepository(ApiKeyEntity);

export async function findApiKey(
  sql: Sql,
  keyHash: Buffer,
): Promise<{ workspaceId: string; id: string; role: AgentRole; usedAt: Date | null; locale: string } | null> {
  const [row] = await sql.query<{
    workspaceId: string;
    id: string;
    role: AgentRole;
    usedAt: Date | null;
    locale: string;
  }>(
    doorway(
      'api-key',
      `SELECT k.workspace_id AS "workspaceId", k.id, k.role, k.used_at AS "usedAt", w.locale
       FROM api_key k JOIN workspace w ON w.id = k.workspace_id WHERE k.key_hash = $1 AND k.revoked_at IS NULL`,
    ),
    [keyHash],
  );
  return row ?? null;
}

export async function touchApiKey(sql: Sql, workspaceId: string, id: string, usedAt: Date): Promise<void> {
  await keys(sql).update({ workspaceId, id }, { usedAt });
}

export function listApiKeys(sql: Sql, workspaceId: string): Promise<ApiKeyEntity[]> {
  return keys(sql).find({ where: { workspaceId, revokedAt: IsNull() }, order: { id: 'DESC' } });
}

export async function insertApiKey(sql: Sql, key: ApiKeyEntity): Promise<void> {
  await keys(sql).insert(key);
}

/** False when there is no such living key. */
export async function revokeApiKey(sql: Sql, workspaceId: string, id: string, revokedAt: Date): Promise<boolean> {
  const { affected } = await keys(sql).update({ workspaceId, id, revokedAt: IsNull() }, { revokedAt });
  return affected === 1;
}
