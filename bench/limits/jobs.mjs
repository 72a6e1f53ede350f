// The limit of everything that waits for a job: BullMQ alone on the desk's own PostgreSQL, each job added by itself and done by doing nothing.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../apps/api/package.json', import.meta.url));
const { createPostgresBackend, Queue, runMigrations, Worker } = require('bullmq');
const pg = require('pg');
const WARM = 100;

/** @returns jobs a second, from the first added to the last done */
export async function rateOfJobs(url, n, concurrency) {
  const pool = new pg.Pool({ connectionString: url, max: 8, options: '-c search_path=bullmq' });
  const client = await pool.connect();
  await runMigrations(client).finally(() => client.release());
  let done = 0;
  const queue = new Queue('bench', { connection: pool }, createPostgresBackend);
  const count = async () => {
    done += 1;
  };
  const worker = new Worker('bench', count, { connection: pool, concurrency }, createPostgresBackend);
  const go = async (jobs) => {
    done = 0;
    let next = 0;
    const began = performance.now();
    const adder = async () => {
      while (next < jobs) {
        next += 1;
        await queue.add('nothing', { next }, { removeOnComplete: true });
      }
    };
    await Promise.all(Array.from({ length: concurrency }, adder));
    while (done < jobs) await new Promise((resolve) => setTimeout(resolve, 2));
    return (jobs / (performance.now() - began)) * 1000;
  };
  await go(WARM);
  const rate = await go(n);
  await worker.close();
  await queue.close();
  await pool.end();
  return rate;
}
