// How a benchmark enters a desk that is already filled: as somebody who works there, by a password made for this run.
import { join } from 'node:path';

/**
 * @param app the desk, in this process; db: a connection to its database; dist: where the server was built to; roles: what they may be
 * @returns {Promise<{ workspace: string, cookie: string, csrf: string }>}
 */
export async function enterDesk(app, db, dist, roles) {
  const [agent] = (
    await db.query(
      `SELECT workspace_id, id, email FROM agent WHERE role = ANY($1) ORDER BY email LIKE 'demo-1@%' DESC LIMIT 1`,
      [roles],
    )
  ).rows;
  const { ResetAgentPassword } = await import(join(dist, 'people/reset-agent-password.js'));
  const password = `bench-${Math.random().toString(36).slice(2)}`;
  await app
    .get(ResetAgentPassword, { strict: false })
    .run({ workspaceId: agent.workspace_id, email: agent.email, password });
  const payload = { email: agent.email, password };
  const entered = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload });
  if (entered.statusCode !== 200 && entered.statusCode !== 201)
    throw new Error(`Nobody could sign in: ${entered.payload}`);
  const cookie = entered.headers['set-cookie'].toString().split(';')[0];
  return { workspace: agent.workspace_id, cookie, csrf: JSON.parse(entered.payload).csrf };
}
