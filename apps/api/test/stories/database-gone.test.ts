// The database goes in the middle of what is being asked of it: that is known for what it is, so that it is tried again.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { isDatabaseGone } from '../../src/platform/database/database-gone.js';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
let somebody: pg.Client;
beforeAll(async () => {
  desk = await TestDesk.open();
  somebody = new pg.Client({ connectionString: desk.env.databaseUrl! });
  await somebody.connect();
}, 60_000);
afterAll(async () => {
  await somebody.end();
  await desk.close();
});

/** What a transaction hears whose connection is cut while it asks, or while it does not. */
async function cut(between: boolean): Promise<unknown> {
  return desk.database
    .transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const asking = between ? null : tx.query('SELECT pg_sleep(10)').catch((error: unknown) => error);
      await somebody.query('SELECT pg_terminate_backend($1)', [row!.pid]);
      if (asking) throw await asking;
      await sleep(200);
      await tx.query('SELECT 1');
    })
    .then(
      () => null,
      (error: unknown) => error,
    );
}

it.each([
  ['while a statement runs', false],
  ['between two statements', true],
])('knows a connection that was cut %s', async (_, between) => {
  const error = await cut(between);
  expect(error).toBeInstanceOf(Error);
  const { message: said } = error as Error;
  expect({ said, gone: isDatabaseGone(error) }).toEqual({ said, gone: true });
});
