// An optional copy of the database that follows it: reads that weigh much go there, as long as it knows what the primary knows.
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { Counter } from 'prom-client';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { Log } from '../log.js';
import { codeOf, isDatabaseGone } from './database-gone.js';

/** So long a read waits for the replica to come as far as the primary was when it began. */
const PATIENCE_MS = 100;
const STEP_MS = 5;
/** A replica that did not come so far, or did not answer, is asked again by nobody but us, so often. */
const LOOK_EVERY_MS = 1000;
const ANSWER_MS = 1000;
/** Longer than any statement may take. */
const GONE_MS = 65_000;
/** A moment behind is not worth a line in the log. */
const LOOKS_UNTIL_TOLD = 3;

/** Up to here everything is written that anybody was told is kept; with asynchronous commits also what is not written yet. */
const POSITION = `SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
                  ELSE pg_current_wal_flush_lsn() END::text AS position`;
const REACHED = `SELECT pg_is_in_recovery() AS follows, pg_last_wal_replay_lsn() >= $1::pg_lsn AS reached`;
const IDENTITY = 'SELECT system_identifier::text AS identity FROM pg_control_system()';

/** SQLSTATE: what was read is being removed on the primary; a statement that writes, which a replica cannot. */
const REFUSED = /^(40001|40P01|25006)$/;

@Injectable()
export class Replica implements OnModuleInit, BeforeApplicationShutdown {
  /** Counted only where there is a replica. */
  readonly reads: Counter | null = null;
  private readonly asking: pg.Pool | null = null;
  private source: DataSource | null = null;
  private usable = false;
  private looks = 0;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly primary: DataSource,
    @Inject(ENV) private readonly env: Env,
    private readonly log: Log,
  ) {
    if (!env.databaseReplicaUrl) return;
    this.reads = new Counter({
      name: 'otklik_reads_total',
      help: 'Searches and reports by the server that answered them.',
      labelNames: ['server'],
      registers: [],
    });
    this.asking = new pg.Pool({
      connectionString: env.databaseReplicaUrl,
      max: 3,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      application_name: 'otklik-replica',
    });
    this.asking.on('error', () => undefined);
  }

  onModuleInit(): void {
    if (this.asking) void this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.usable = false;
    if (this.timer) clearTimeout(this.timer);
    await this.asking?.end();
    await this.source?.destroy();
  }

  /**
   * Runs `there` if the replica knows everything that was confirmed when this was called, `here` if not, or if the replica
   * broke off: then it was run twice, and must only read. Nobody so ever reads less than the primary would have told them.
   */
  async read<T>(there: (replica: DataSource) => Promise<T>, here: () => Promise<T>): Promise<T> {
    if (!this.asking) return here();
    if (await this.mayAnswer()) {
      try {
        const answer = await there(this.source!);
        this.reads?.inc({ server: 'replica' });
        return answer;
      } catch (error) {
        const code = codeOf(error) ?? '';
        if (!isDatabaseGone(error) && !REFUSED.test(code)) throw error;
        this.log.debug('the replica broke off a read; the primary answers it', { code });
      }
    }
    this.reads?.inc({ server: 'primary' });
    return here();
  }

  private async mayAnswer(): Promise<boolean> {
    if (!this.usable) return false;
    const objection = await this.objection();
    if (objection === null) return true;
    // Those who come next do not wait in vain.
    if (this.usable) this.lookAgain();
    this.usable = false;
    return false;
  }

  /** Null: the replica has come as far as the primary was when we asked. */
  private async objection(): Promise<string | null> {
    const [row] = (await this.primary.query(POSITION)) as { position: string }[];
    const began = performance.now();
    try {
      for (;;) {
        const { rows } = await this.asking!.query<{ follows: boolean; reached: boolean }>(REACHED, [row!.position]);
        if (!rows[0]!.follows) return 'it follows no primary';
        if (rows[0]!.reached) return null;
        if (performance.now() - began > PATIENCE_MS) return 'it is behind';
        await sleep(STEP_MS);
      }
    } catch (error) {
      return (error as Error).message;
    }
  }

  private async look(): Promise<void> {
    const objection = await this.open()
      .then(() => this.objection())
      .catch((error: Error) => error.message);
    if (this.stopped) return;
    this.usable = objection === null;
    if (this.usable && this.looks >= LOOKS_UNTIL_TOLD) this.log.info('the replica is read from again');
    this.looks = this.usable ? 0 : this.looks + 1;
    if (this.looks === LOOKS_UNTIL_TOLD)
      this.log.warn('the replica is not read from; the primary answers searches and reports', { reason: objection });
    if (!this.usable) this.lookAgain();
  }

  private lookAgain(): void {
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** @throws Error when it does not answer, or is a copy of something else: its positions would mean nothing. */
  private async open(): Promise<void> {
    if (this.source) return;
    const [own] = (await this.primary.query(IDENTITY)) as { identity: string }[];
    const { rows } = await this.asking!.query<{ identity: string }>(IDENTITY);
    if (rows[0]!.identity !== own!.identity) throw new Error('it is no copy of this database');
    const source = new DataSource({
      ...this.primary.options,
      url: this.env.databaseReplicaUrl,
      migrations: [],
      installExtensions: false,
      // A line that is cut without a word would keep whoever asked waiting for ever.
      extra: { ...this.primary.options.extra, query_timeout: GONE_MS },
    } as DataSourceOptions);
    await source.initialize();
    if (this.stopped) await source.destroy();
    else this.source = source;
  }
}
