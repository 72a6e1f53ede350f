// `otklik migrate`: brings the database to the shape this build expects.
import { readEnv } from '../env.js';
import { migrate } from '../platform/database/migrate.js';
import { openDatabase } from './open-database.js';

export async function migrateDesk(): Promise<void> {
  const database = await openDatabase(readEnv(), { guest: true });
  try {
    const ran = await migrate(database.env.databaseUrl!, new Date());
    console.log(ran.length > 0 ? `Done: ${ran.join(', ')}.` : 'The database is up to date.');
  } finally {
    await database.close();
  }
}
