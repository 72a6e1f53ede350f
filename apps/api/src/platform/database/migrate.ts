// Brings the database to the shape this build expects, once, whoever starts first: under an advisory lock.
import pg from 'pg';
import { DataSource } from 'typeorm';
import { First1764000000000 } from './migrations/1764000000000-first.js';
import { EveryWayIn1764200000000 } from './migrations/1764200000000-every-way-in.js';
import { Inbox1764300000000 } from './migrations/1764300000000-inbox.js';
import { Together1764400000000 } from './migrations/1764400000000-together.js';
import { Boards1765000000000 } from './migrations/1765000000000-boards.js';
import { Backlog1766000000000 } from './migrations/1766000000000-backlog.js';
import { ensurePartitions } from './partitions.js';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

export const MIGRATIONS = [
  First1764000000000,
  EveryWayIn1764200000000,
  Inbox1764300000000,
  Together1764400000000,
  Boards1765000000000,
  Backlog1766000000000,
];
const MIGRATION_LOCK = 7_364_001;

/** Runs pending migrations, ours and the job queue's. Returns the names of ours that ran. */
export async function migrate(url: string, now: Date): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = new DataSource({ type: 'postgres', url, migrations: MIGRATIONS, extra: { max: 2 } });
    await source.initialize();
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      await ensurePartitions(source, now);
      return ran.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}
