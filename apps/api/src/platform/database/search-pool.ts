// Where searches run: a few connections of their own with a short patience, so that no search can ever slow the queue.
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { DomainError } from '../errors.js';
import { Log } from '../log.js';
import type { Sql } from './database.js';
import { Replica } from './replica.js';

const CONNECTIONS = 3;
const PATIENCE_MS = 2000;
/** A replica that says nothing for so long is cut off. */
const GONE_MS = 3000;
const SETTINGS = {
  default_transaction_read_only: 'on',
  // Whatever the planner believes about a word: a search never reads a table from end to end.
  enable_seqscan: 'off',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  work_mem: '16MB',
};
const CANCELLED = '57014';

@Injectable()
export class SearchPool implements Pick<Sql, 'query'>, BeforeApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly there: pg.Pool | null;

  constructor(
    @Inject(ENV) env: Env,
    private readonly log: Log,
    private readonly replica: Replica,
  ) {
    this.pool = this.connect(env.databaseUrl!);
    this.there = env.databaseReplicaUrl ? this.connect(env.databaseReplicaUrl, GONE_MS) : null;
  }

  /** A whole search: on the replica, where there is one that knows as much. @throws DomainError as `query` does */
  run<T>(work: (sql: Pick<Sql, 'query'>) => Promise<T>): Promise<T> {
    // Of a replica whose connections are all busy the primary answers.
    const there = { query: <Row>(sql: string, params?: unknown[]) => ask<Row>(this.there!, sql, params) };
    return told(
      this.replica.read(
        () => work(there),
        () => work(this),
      ),
    );
  }

  /** @throws DomainError search-too-broad when the statement ran out of time, unavailable when all connections are busy. */
  query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return told(ask(this.pool, sql, params));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.there?.end()]);
  }

  private connect(url: string, goneMs?: number): pg.Pool {
    const pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: PATIENCE_MS,
      statement_timeout: PATIENCE_MS,
      ...(goneMs ? { query_timeout: goneMs } : {}),
      application_name: 'otklik-search',
      options: Object.entries(SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    pool.on('error', (error) =>
      this.log.warn('a search connection broke while it was idle', { reason: error.message }),
    );
    return pool;
  }
}

async function ask<Row>(pool: pg.Pool, sql: string, params: unknown[] = []): Promise<Row[]> {
  return (await pool.query(sql, params)).rows as Row[];
}

async function told<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw new DomainError('search-too-broad');
    if (/timeout exceeded when trying to connect/.test((error as Error).message)) throw new DomainError('unavailable');
    throw error;
  }
}
