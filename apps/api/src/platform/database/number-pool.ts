// One connection for ticket numbers: whoever needs one holds a connection already, and all of those may be taken.
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { Log } from '../log.js';
import type { Sql } from './database.js';

/** A database that does not answer in this time is away. */
const PATIENCE_MS = 10_000;

@Injectable()
export class NumberPool implements Pick<Sql, 'query'>, BeforeApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(@Inject(ENV) env: Env, log: Log) {
    this.pool = new pg.Pool({
      connectionString: env.databaseUrl!,
      max: 1,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: PATIENCE_MS,
      application_name: 'otklik-numbers',
    });
    this.pool.on('error', (error) =>
      log.warn('the connection for ticket numbers broke while it was idle', { reason: error.message }),
    );
  }

  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(sql, params)).rows as Row[];
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
