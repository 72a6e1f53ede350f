// One unit of work, one connection: whoever holds a transaction and asks the pool for more waits for others who do the same.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Database, type Tx } from '../src/platform/database/database.js';

const inside = new AsyncLocalStorage<{ open: boolean }>();
const heard = new Set<string>();
let listening = false;
/** What the database does by itself. It may stay loaded from one file of stories to the next: nobody listens twice. */
const UNHEARD = Symbol.for('database, unheard by the stories');

/** Begins to listen to every transaction of this process; `check` throws with what was asked of the pool inside of one. */
export function watchTheConnections(): { check(): void } {
  if (!listening) {
    listening = true;
    const database = Database.prototype as Database & { [UNHEARD]?: Pick<Database, 'transaction' | 'query'> };
    database[UNHEARD] ??= { transaction: database.transaction, query: database.query };
    const { transaction, query } = database[UNHEARD];
    Database.prototype.transaction = function hold<T>(this: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
      note();
      const held = { open: true };
      return transaction.call(this, (tx: Tx) =>
        inside.run(held, async () => {
          try {
            return await work(tx);
          } finally {
            held.open = false;
          }
        }),
      ) as Promise<T>;
    };
    Database.prototype.query = function ask(this: Database, ...asked: Parameters<Database['query']>) {
      note();
      return query.apply(this, asked);
    } as never;
  }
  return {
    check() {
      const faults = [...heard];
      heard.clear();
      if (faults.length > 0)
        throw new Error(`These ask for a second connection inside a transaction:\n${faults.join('\n')}`);
    },
  };
}

function note(): void {
  if (!inside.getStore()?.open) return;
  const lines = (new Error().stack ?? '').split('\n').slice(3);
  const ours = lines.filter(
    (line) => /\/api\/(src|dist)\//.test(line) && !line.includes('/platform/database/database.'),
  );
  heard.add(ours.slice(0, 3).join('\n'));
}
