// Where searches run: a few connections of their own with a short patience, so that no search can ever slow the queue.
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { DomainError } from '../errors.js';
import { Log } from '../log.js';
import type { Sql } from './database.js';

const CONNECTIONS = 3;
const PATIENCE_MS = 2000;
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

  constructor(@Inject(ENV) env: Env, log: Log) {
    this.pool = new pg.Pool({
      connectionString: env.databaseUrl!,
      max: CONNECTIONS,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: PATIENCE_MS,
      statement_timeout: PATIENCE_MS,
      application_name: 'otklik-search',
      options: Object.entries(SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    this.pool.on('error', (error) =>
      log.warn('a search connection broke while it was idle', { reason: error.message }),
    );
  }

  /** @throws DomainError search-too-broad when the statement ran out of time, unavailable when all connections are busy. */
  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    try {
      return (await this.pool.query(sql, params)).rows as Row[];
    } catch (error) {
      if ((error as { code?: string }).code === CANCELLED) throw new DomainError('search-too-broad');
      if (/timeout exceeded when trying to connect/.test((error as Error).message))
        throw new DomainError('unavailable');
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
