// Orders that are carried out where they were given: what comes of them when that fails, and when the process ends.
import { expect, it } from '@jest/globals';
import type { Tx } from '../database/database.js';
import type { JobOrder } from './define-job.js';
import { Jobs } from './jobs.js';

const order: JobOrder = { job: 'read', payload: { row: 1 }, id: 'read_1' };
const silent = { warn: () => undefined, error: () => undefined };
const committed = { afterCommit: (courtesy: () => void) => courtesy() } as Tx;

function desk(handler: () => Promise<void>, working = true) {
  const queued: JobOrder[] = [];
  const ran: unknown[] = [];
  const run = (_job: string, payload: unknown) => {
    ran.push(payload);
    return handler();
  };
  const jobs = new Jobs({} as never, {} as never, silent as never, { working, run } as never);
  jobs.enqueue = async (one) => void queued.push(one);
  return { jobs, queued, ran };
}

it('carries an order out here, and no queue hears of it', async () => {
  const { jobs, queued, ran } = desk(async () => undefined);
  jobs.hereAfter(committed, order);
  await jobs.beforeApplicationShutdown();
  expect([ran, queued]).toEqual([[order.payload], []]);
});

it('gives the queue what failed, and what a process without hands was given', async () => {
  const ill = desk(() => Promise.reject(new Error('the database is away')));
  ill.jobs.hereAfter(committed, order);
  await ill.jobs.beforeApplicationShutdown();
  expect(ill.queued).toEqual([order]);
  const web = desk(async () => undefined, false);
  web.jobs.hereAfter(committed, order);
  expect([web.ran, web.queued]).toEqual([[], [order]]);
});

it('has as many in hand as a queue would, the others wait in it; an end waits for what is in hand', async () => {
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { jobs, queued, ran } = desk(() => gate);
  for (let i = 0; i < 10; i += 1) jobs.hereAfter(committed, order);
  expect([ran.length, queued.length]).toEqual([8, 2]);
  let ended = false;
  const end = jobs.beforeApplicationShutdown().then(() => {
    ended = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  finish();
  await end;
  jobs.hereAfter(committed, order);
  expect([ran.length, queued.length]).toEqual([8, 3]);
});
