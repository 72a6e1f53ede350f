// The doctor looks into the database: its version, its migrations, what is stuck, which connections are broken.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { tellReason } from '../desk/state-reason.js';
import type { Env } from '../env.js';
import { MIGRATIONS } from '../platform/database/migrate.js';
import { witnessSecret } from '../platform/database/secret-witness.js';
import { explainFailure } from './explain-failure.js';
import { doubtful, type Finding, fine, wrong } from './finding.js';
import { openDatabase } from './open-database.js';

export async function lookAtDatabase(env: Env): Promise<Finding[]> {
  if (env.shape === 'embedded' && !existsSync(join(env.dataDir, 'postgres'))) {
    return [fine('There is no database yet: the first `npm start` makes it.')];
  }
  try {
    const database = await openDatabase(env, { guest: true });
    try {
      return await examine(database.env.databaseUrl!, database.env.secret);
    } finally {
      await database.close();
    }
  } catch (error) {
    return [wrong(explainFailure(error), 'The desk cannot work without its database.')];
  }
}

async function examine(url: string, secret: string | null): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 });
  await client.connect();
  try {
    const one = async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows[0]!;
    const findings = [await version(one)];
    const { made } = await one<{ made: boolean }>(`SELECT to_regclass('migrations') IS NOT NULL AS made`);
    const { rows } = made ? await client.query<{ name: string }>('SELECT name FROM migrations') : { rows: [] };
    const missing = MIGRATIONS.filter((migration) => !rows.some((row) => row.name === migration.name));
    const unknown = rows.filter((row) => !MIGRATIONS.some((migration) => migration.name === row.name));
    if (unknown.length > 0) {
      findings.push(
        wrong(
          `The database was changed by a newer build (${unknown.map((row) => row.name).join(', ')}).`,
          'Update this build before you start it.',
        ),
      );
    }
    if (missing.length > 0)
      return [
        ...findings,
        doubtful(
          `${missing.length} migrations have not run yet.`,
          'The next start runs them; or now: npx otklik migrate.',
        ),
      ];
    if (secret && (await witnessSecret(url, secret, { write: false })) === 'other') {
      const mend = 'Start with the old one; or enter the passwords and tokens of every connection again.';
      findings.push(wrong('OTKLIK_SECRET is not the one this database was begun with.', mend));
    }
    return [...findings, fine('The migrations are up to date.'), ...(await stuck(one)), ...(await broken(client))];
  } finally {
    await client.end();
  }
}

type One = <Row extends pg.QueryResultRow>(sql: string) => Promise<Row>;

async function version(one: One): Promise<Finding> {
  const { number } = await one<{ number: number }>(`SELECT current_setting('server_version_num')::int AS number`);
  const major = Math.floor(number / 10_000);
  if (major < 16) return wrong(`PostgreSQL ${major} is too old.`, 'Otklik needs PostgreSQL 16 or newer.');
  return fine(`PostgreSQL ${major} answers.`);
}

/** What should have moved within ten minutes and has not. */
async function stuck(one: One): Promise<Finding[]> {
  const findings: Finding[] = [];
  const late = `now() - interval '10 minutes'`;
  const raw = await one<{ waiting: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state = 'received' AND received_at < ${late})::int AS waiting,
            count(*) FILTER (WHERE state IN ('failed', 'quarantined'))::int AS failed FROM raw`,
  );
  if (raw.waiting > 0)
    findings.push(
      wrong(
        `${raw.waiting} received messages wait for more than ten minutes.`,
        'Is the desk (or a worker) running? They are processed as soon as it is.',
      ),
    );
  if (raw.failed > 0)
    findings.push(
      doubtful(
        `${raw.failed} received messages could not be processed.`,
        'See Settings → Ledger for the reasons; after a fix: npx otklik replay.',
      ),
    );
  const outbox = await one<{ failing: number }>(
    `SELECT count(*) FILTER (WHERE attempts > 0)::int AS failing FROM outbox`,
  );
  if (outbox.failing > 0)
    findings.push(
      wrong(
        `${outbox.failing} facts cannot be handed on.`,
        'The column `error` of the table `outbox` says why; please report it.',
      ),
    );
  const sending = await one<{ late: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state IN ('queued', 'sending') AND due_at < ${late})::int AS late,
            count(*) FILTER (WHERE state = 'failed')::int AS failed FROM message WHERE state IN ('queued', 'sending', 'failed')`,
  );
  if (sending.late > 0)
    findings.push(
      wrong(
        `${sending.late} answers should have been sent more than ten minutes ago.`,
        'Is a worker running? Is their connection broken (below)? They are sent as soon as both are mended.',
      ),
    );
  if (sending.failed > 0)
    findings.push(doubtful(`${sending.failed} answers failed.`, 'The tickets say why, and offer to send them again.'));
  return findings.length > 0
    ? findings
    : [fine('Nothing is stuck: no message, answer or fact waits longer than it should.')];
}

const told = (reason: string | null): string => tellReason('en', reason ?? 'no reason was given').replace(/\.$/, '');

async function broken(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ kind: string; name: string; state: string; reason: string | null }>(
    `SELECT kind, name, state, state_reason AS reason FROM connection WHERE deleted_at IS NULL ORDER BY kind, name`,
  );
  const red = rows.filter((row) => row.state === 'broken');
  if (red.length === 0) return [fine(`${rows.length} connections, none broken.`)];
  return red.map((row) =>
    wrong(
      `The ${row.kind} connection "${row.name}" is broken: ${told(row.reason)}.`,
      'Settings → Channels: renew its password or token; waiting messages then go out by themselves.',
    ),
  );
}
