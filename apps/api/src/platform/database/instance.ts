// Who this process is among its peers: one session that holds its number, its lanes and its ownerships as advisory locks.
import { EventEmitter } from 'node:events';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../../env.js';
import { Clock } from '../clock.js';
import { ENV } from '../env.token.js';
import { Log } from '../log.js';
import { Database, type Sql } from './database.js';

export const LANES = 8;
export const INSTANCE_CLASS = 7_364_010;
const LANE_CLASS = 7_364_011;
const OWNER_CLASS = 7_364_012;
export const WAKE_CHANNEL = 'otklik_wake';
/** A living process has its number again within this time: longer than a restart of PostgreSQL and than the farewell of a send. */
export const ABSENCE_MS = 15_000;
/** An absence noticed longer ago than this may have been another one. */
const ABSENCE_FORGOTTEN_MS = 10 * 60_000;
/** How long PostgreSQL may take to end a session of ours that it does not know to be lost. */
const ENDING_MS = 2_000;

/**
 * PostgreSQL gives these locks back the moment the process dies, so a peer can tell the dead from the slow. It does the
 * same when only the session breaks: then everything owned is given up, the number is taken again at once, and a peer
 * believes in a death only when the number stays away.
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
  /** PostgreSQL's name for our session. */
  private pid = 0;
  private readonly numbers = new Set<number>();
  /** Peers that were found without their lock, and when that was noticed. */
  private readonly absent = new Map<number, number>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: Database,
    private readonly clock: Clock,
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

  /** Every number this process has had, nearly always one: a message under any of them is its own. */
  get ours(): number[] {
    return [...this.numbers];
  }

  /** True while the process with this number lives; one that was connected a moment ago does. */
  async isAlive(number: number, sql: Pick<Sql, 'query'> = this.database): Promise<boolean> {
    if (this.numbers.has(number)) return true;
    // Looked at, not tried: a lock taken to see would last as long as the asker's transaction, and tell others that it lives.
    const rows = await sql.query(
      `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
       WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2 AND l.granted LIMIT 1`,
      [INSTANCE_CLASS, number],
    );
    if (rows.length > 0) {
      this.absent.delete(number);
      return true;
    }
    // The only process of its desk has no peers: what another number left behind is a dead one's.
    if (this.env.shape === 'embedded') return false;
    const now = this.clock.now().getTime();
    const absence = now - (this.absent.get(number) ?? Number.NEGATIVE_INFINITY);
    if (absence < ABSENCE_FORGOTTEN_MS) return absence < ABSENCE_MS;
    this.absent.set(number, now);
    return true;
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
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const number = (await this.sameNumber(client)) ?? (await newNumber(client));
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      if (this.stopped) throw new Error('the process is ending');
      this.number = number;
      this.numbers.add(number);
      this.pid = rows[0]!.pid;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    client.once('end', () => this.lost());
    this.wakes.emit('wake', 'all');
  }

  /** What this process is sending carries its number, and must not look like a dead one's. Null: there is none to have. */
  private async sameNumber(client: pg.Client): Promise<number | null> {
    if (this.number === 0) return null;
    // After a cut line PostgreSQL may hold our last session for minutes, with its number, its lanes and its ownerships.
    await client.query(
      `SELECT pg_terminate_backend(l.pid, $3) FROM pg_locks l
       WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2 AND l.granted AND l.pid = $4`,
      [INSTANCE_CLASS, this.number, ENDING_MS, this.pid],
    );
    return (await lockNumber(client, this.number)) ? this.number : null;
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

async function newNumber(client: pg.Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ number: number }>(`SELECT nextval('instance_number')::int AS number`);
    const { number } = rows[0]!;
    if (await lockNumber(client, number)) return number;
  }
}

async function lockNumber(client: pg.Client, number: number): Promise<boolean> {
  const lock = 'SELECT pg_try_advisory_lock($1, $2) AS ok';
  return (await client.query<{ ok: boolean }>(lock, [INSTANCE_CLASS, number])).rows[0]!.ok;
}
