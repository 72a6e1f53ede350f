// Where the demo plays: a desk of our own whose clock we move and whose transactions we join, so that a living desk
// beside us sees only finished steps: it will neither send the demo's mails nor ask its customers.
import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { JobOrder } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';

export class DemoStage {
  /** Orders that the use cases gave and nobody carries out, since the demo does so itself. */
  readonly orders: JobOrder[] = [];
  private readonly clock: Clock;
  private readonly database: Database;

  constructor(private readonly app: INestApplicationContext) {
    this.clock = this.use(Clock);
    this.database = this.use(Database);
    this.use(Jobs).enqueueAfter = (_tx, order) => void this.orders.push(order);
  }

  use<T>(type: abstract new (...parts: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  setTime(at: number): void {
    this.clock.travel(at - this.clock.now().getTime());
  }

  /** Everything that use cases do inside `work` commits together, or not at all. */
  async together(work: (tx: Tx) => Promise<void>): Promise<void> {
    const { database } = this;
    const own = { transaction: database.transaction, query: database.query };
    await database.transaction(async (tx) => {
      database.transaction = (inner) => inner(tx);
      database.query = (sql, params) => tx.query(sql, params);
      try {
        await work(tx);
      } finally {
        Object.assign(database, own);
      }
    });
  }
}
