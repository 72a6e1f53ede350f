// How every room reaches PostgreSQL: reads, and units of work that commit rows, facts and outbox together.
import { Injectable, Optional } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Replica } from './replica.js';

/** Anything that can run SQL: the pool or one transaction. Stores take it as their first argument. */
export interface Sql {
  query<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
  readonly entities: EntityManager;
}

/** One open transaction. Courtesies (wake the relay, tell browsers) wait in `afterCommit` until it is the truth. */
export interface Tx extends Sql {
  afterCommit(courtesy: () => void): void;
}

@Injectable()
export class Database implements Sql {
  constructor(
    readonly source: DataSource,
    @Optional() private readonly replica?: Replica,
  ) {}

  get entities(): EntityManager {
    return this.source.manager;
  }

  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return rows(await this.source.query(sql, params));
  }

  /** Runs `work` in one transaction; its courtesies run after the commit and can never undo it. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return transact(this.source, work);
  }

  /** The same for work that only reads, and may be begun twice: on the replica, where there is one that knows as much. */
  reading<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const here = () => this.transaction(work);
    return this.replica ? this.replica.read((there) => transact(there, work), here) : here();
  }
}

async function transact<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  const courtesies: (() => void)[] = [];
  const result = await source.transaction((entities) =>
    work({
      entities,
      query: async <Row>(sql: string, params: unknown[] = []) => rows<Row>(await entities.query(sql, params)),
      afterCommit: (courtesy) => courtesies.push(courtesy),
    }),
  );
  for (const courtesy of courtesies) courtesy();
  return result;
}

/** TypeORM answers UPDATE and DELETE with [rows, count]: callers always get the rows. */
function rows<Row>(answer: unknown): Row[] {
  if (Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number')
    return answer[0] as Row[];
  return answer as Row[];
}
