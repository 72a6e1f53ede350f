// What agents made up themselves is asked of the database with a patience that ends, and a few questions at a time: no view can slow the queue.
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';

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
  async query<Row>(sql: string, params: unknown[], patienceMs = PATIENCE_MS): Promise<Row[]> {
    await this.turn();
    try {
      return await this.database.transaction(async (tx) => {
        await tx.query(`SET LOCAL statement_timeout = ${patienceMs}`);
        return tx.query<Row>(sql, params);
      });
    } catch (error) {
      const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
      if ((driverError?.code ?? code) === CANCELLED) throw new DomainError('search-too-broad');
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
