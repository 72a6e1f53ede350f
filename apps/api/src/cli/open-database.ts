// From the settings to a database that answers: DATABASE_URL as it stands, or the embedded one, started or joined.
import type { Env } from '../env.js';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { keepSecret } from './keep-secret.js';

export interface OpenDatabase {
  /** The settings with `databaseUrl` and `secret` filled in. */
  env: Env;
  close(): Promise<void>;
}

/**
 * @param guest a terminal command: it joins a living desk's database, or starts it for its own time
 * @throws EmbeddedPostgresError with advice
 */
export async function openDatabase(env: Env, options: { guest: boolean }): Promise<OpenDatabase> {
  if (env.shape === 'standard') return { env, close: async () => {} };
  const tell = (line: string) => console.error(line);
  const postgres = await startEmbeddedPostgres({ dataDir: env.dataDir, guest: options.guest, tell });
  try {
    const secret = env.secret ?? keepSecret(env.dataDir);
    return { env: { ...env, databaseUrl: postgres.url, secret }, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
