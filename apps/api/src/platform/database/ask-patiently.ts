// What people made up themselves is asked of the database with a patience that ends, and a few questions at a time: none can slow the desk.
import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors.js';
import { Database, type Tx } from './database.js';
import { codeOf } from './database-gone.js';

/** Of the connections to the database so many at most stand in such questions. */
const AT_ONCE = 6;
export const PATIENCE_MS = 4_000;
const CANCELLED = '57014';

@Injectable()
export class AskPatiently {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly database: Database) {}

  /** @throws DomainError search-too-broad when it took too long. */
  query<Row>(sql: string, params: unknown[], patienceMs = PATIENCE_MS): Promise<Row[]> {
    return this.run((tx) => tx.query<Row>(sql, params), patienceMs);
  }

  /** Several questions, each with this patience. @throws DomainError search-too-broad */
  async run<T>(work: (tx: Tx) => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    await this.turn();
    try {
      return await this.database.transaction(async (tx) => {
        await tx.query(`SET LOCAL statement_timeout = ${patienceMs}`);
        return work(tx);
      });
    } catch (error) {
      if (codeOf(error) === CANCELLED) throw new DomainError('search-too-broad');
      throw error;
    } finally {
      const next = this.waiting.shift();
      // The place goes to whoever waits for one.
      if (next) next();
      else this.running -= 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
  }
}
