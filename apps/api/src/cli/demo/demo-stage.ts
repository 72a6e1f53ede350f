// Where the demo plays: a desk of our own whose clock we move and whose transactions we join, so that a living desk
// beside us sees only finished steps: it will neither send the demo's mails nor ask its customers.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { JobOrder } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';

export class DemoStage {
  /** Orders that the use cases gave and nobody carries out, since the demo does so itself. */
  readonly orders: JobOrder[] = [];
  private readonly joined = new AsyncLocalStorage<Tx>();
  private readonly clock: Clock;
  private readonly database: Database;

  constructor(private readonly app: INestApplicationContext) {
    this.clock = this.use(Clock);
    this.database = this.use(Database);
    this.joinTransactions(this.database);
    this.use(Jobs).enqueueAfter = (_tx, order) => void this.orders.push(order);
  }

  use<T>(type: abstract new (...parts: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  setTime(at: number): void {
    this.clock.travel(at - this.clock.now().getTime());
  }

  /** Everything that use cases do inside `work` commits together, or not at all. */
  together(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.database.transaction((tx) => this.joined.run(tx, () => work(tx)));
  }

  /** Only what runs inside `together` joins its transaction: courtesies after a commit look at the database by themselves. */
  private joinTransactions(database: Database): void {
    const { joined } = this;
    const [transaction, query] = [database.transaction.bind(database), database.query.bind(database)];
    database.transaction = (work) => {
      const tx = joined.getStore();
      return tx ? work(tx) : transaction(work);
    };
    database.query = (sql, params) => joined.getStore()?.query(sql, params) ?? query(sql, params);
  }
}
