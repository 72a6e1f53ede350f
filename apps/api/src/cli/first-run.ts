// The first start on an empty database: a workspace, its owner, a mailbox, a chat for the sample site, a survey.
import type { INestApplicationContext } from '@nestjs/common';
import { CreateConnection } from '../desk/create-connection.js';
import { CreateWorkspace } from '../desk/create-workspace.js';
import type { Env } from '../env.js';
import { ReadWorkspaces } from '../people/read-workspaces.js';
import { Database } from '../platform/database/database.js';
import { CreateDefaultSurvey } from '../survey/create-default-survey.js';
import { newPassword } from './agent.command.js';

export interface FirstRun {
  email: string;
  /** Null when the settings gave it. */
  password: string | null;
}

/** So that the api and the worker of the standard shape, started together, do not both make a workspace. */
const FIRST_RUN_LOCK = 7_364_002;

/** @returns who may sign in now; null when there was a workspace already. All of it is made, or nothing. */
export async function furnish(app: INestApplicationContext, env: Env): Promise<FirstRun | null> {
  const use = <T>(type: new (...parts: never[]) => T): T => app.get<T>(type, { strict: false });
  return use(Database).transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [FIRST_RUN_LOCK]);
    if ((await use(ReadWorkspaces).run()).length > 0) return null;
    const email = env.ownerEmail ?? `owner@${env.mailDomain}`;
    const password = env.ownerPassword ?? newPassword();
    const owner = { email, name: 'Owner', password };
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    const locale = 'en';
    const workspace = { name: 'Otklik', slug: 'otklik', locale, timeZone, owner };
    const { workspaceId } = await use(CreateWorkspace).run(workspace, tx);
    const address = `support@${env.mailDomain}`;
    const open = use(CreateConnection);
    await open.run(workspaceId, { kind: 'email', name: address, config: { address }, locale }, tx);
    await open.run(workspaceId, { kind: 'chat', name: 'Chat', config: {}, locale }, tx);
    await use(CreateDefaultSurvey).run(tx, workspaceId, locale);
    return { email, password: env.ownerPassword ? null : password };
  });
}
