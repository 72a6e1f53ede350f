// Who this process is among its peers: one session that holds its number, its lanes and its ownerships as advisory locks.
import { EventEmitter } from 'node:events';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { Log } from '../log.js';
import { Database, type Sql } from './database.js';

export const LANES = 8;
export const INSTANCE_CLASS = 7_364_010;
const LANE_CLASS = 7_364_011;
const OWNER_CLASS = 7_364_012;
export const WAKE_CHANNEL = 'otklik_wake';

/**
 * PostgreSQL gives these locks back the moment the process dies, so a peer can tell the dead from the slow.
 * When the session breaks, everything owned is given up and taken anew under a new number.
 */
@Injectable()
export class Instance implements OnModuleInit, BeforeApplicationShutdown {
  /** The number of this process; a row in state `sending` carries it. 0 until the first connection. */
  number = 0;
  readonly wakes = new EventEmitter();
  private client: pg.Client | null = null;
  private lanes = new Set<number>();
  private owned = new Set<string>();
  private stopped = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: Database,
    private readonly log: Log,
  ) {
    this.wakes.setMaxListeners(50);
  }

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  /** The lanes this process may relay now; takes over those whose owner has died. */
  takeLanes(): Promise<number[]> {
    return this.inTurn(async () => {
      if (!this.client) return [];
      for (let lane = 0; lane < LANES; lane++) {
        if (!this.lanes.has(lane) && (await this.tryLock(LANE_CLASS, lane))) this.lanes.add(lane);
      }
      return [...this.lanes];
    });
  }

  /** True if this process owns `name` now (a mailbox, a poller): at most one live process does. */
  own(name: string): Promise<boolean> {
    return this.inTurn(async () => {
      if (!this.client) return false;
      if (this.owned.has(name)) return true;
      const client = this.client;
      const answer = await client
        .query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS ok', [OWNER_CLASS, name])
        .catch(() => null);
      const ok = answer?.rows[0]?.ok === true && client === this.client;
      if (ok) this.owned.add(name);
      return ok;
    });
  }

  disown(name: string): Promise<void> {
    return this.inTurn(async () => {
      if (!this.owned.delete(name)) return;
      const unlock = 'SELECT pg_advisory_unlock($1, hashtext($2))';
      await this.client?.query(unlock, [OWNER_CLASS, name]).catch(() => undefined);
    });
  }

  /** True while the process with this number lives and is connected. */
  async isAlive(number: number, sql: Pick<Sql, 'query'> = this.database): Promise<boolean> {
    if (number === this.number) return true;
    // Looked at, not tried: a lock taken to see would last as long as the asker's transaction, and tell others that it lives.
    const rows = await sql.query(
      `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
       WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2 AND l.granted LIMIT 1`,
      [INSTANCE_CLASS, number],
    );
    return rows.length > 0;
  }

  /** One session answers one question at a time; and a lock asked for twice at once would have to be given back twice. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async tryLock(kind: number, key: number): Promise<boolean> {
    const answer = await this.client
      ?.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS ok', [kind, key])
      .catch(() => null);
    return answer?.rows[0]?.ok === true;
  }

  /** A session becomes ours only whole; one that fails on the way is closed, and only its caller tries again. */
  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.env.databaseUrl!, keepAlive: true });
    client.on('error', () => undefined);
    client.on('notification', (note) => this.wakes.emit('wake', note.payload));
    try {
      await client.connect();
      const { rows } = await client.query<{ number: number }>(`SELECT nextval('instance_number')::int AS number`);
      const number = rows[0]!.number;
      await client.query('SELECT pg_advisory_lock($1, $2)', [INSTANCE_CLASS, number]);
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      if (this.stopped) throw new Error('the process is ending');
      this.number = number;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    client.once('end', () => this.lost());
    this.wakes.emit('wake', 'all');
  }

  private lost(): void {
    if (this.stopped) return;
    this.client = null;
    this.lanes = new Set();
    this.owned = new Set();
    this.log.warn('the session that holds our locks was lost; reconnecting');
    const again = () => {
      if (this.stopped) return;
      this.connect().catch(() => setTimeout(again, 500));
    };
    setTimeout(again, 200);
  }
}
