// A terminal command's desk: the same modules and use cases, without listeners, workers or pollers, for the time of the command.
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { type Env, readEnv } from '../env.js';
import { ReadWorkspaces } from '../people/read-workspaces.js';
import type { WorkspaceView } from '../people/workspace.requests.js';
import { migrate } from '../platform/database/migrate.js';
import { TerminalError } from './explain-failure.js';
import { openDatabase } from './open-database.js';

/** Runs `work` on the desk these settings name, whether it is running or stopped. */
export async function withDesk<T>(work: (app: INestApplicationContext, env: Env) => Promise<T>): Promise<T> {
  const database = await openDatabase(readEnv(), { guest: true });
  try {
    // A web process gives orders and runs none: so does a command.
    const env: Env = { ...database.env, role: 'web', logLevel: 'warn' };
    await migrate(env.databaseUrl!, new Date());
    const app = await NestFactory.createApplicationContext(AppModule.for(env), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      return await work(app, env);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

/**
 * The workspace a command is about: the named one, or the only one.
 * @throws TerminalError when there is none, or several and none was named
 */
export async function chooseWorkspace(app: INestApplicationContext, slug: string | undefined): Promise<WorkspaceView> {
  const all = await app.get(ReadWorkspaces, { strict: false }).run();
  const names = all.map((workspace) => workspace.slug).join(', ');
  if (all.length === 0)
    throw new TerminalError('This desk has no workspace yet. Start it once: `npm start` makes the first one.');
  const chosen = slug === undefined ? all : all.filter((workspace) => workspace.slug === slug);
  if (chosen.length === 0) throw new TerminalError(`There is no workspace "${slug}". There are: ${names}.`);
  if (chosen.length > 1) throw new TerminalError(`There are several workspaces. Say which with --workspace: ${names}.`);
  return chosen[0]!;
}
