// The rows of a connection: each read once, whoever comes meanwhile too, and nobody waits for a slow one.
import { expect, it } from '@jest/globals';
import { Drain } from './drain.js';
import type { RawRow } from './raw.store.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Rows that wait until they have been read. */
function waiting(...ids: string[]) {
  const rows = new Set(ids);
  const source = {
    late: () => false,
    oldest: async (limit: number) => {
      const found = [...rows].slice(0, limit).map((id) => ({ id }) as RawRow);
      await turn();
      return found;
    },
  };
  return { rows, source };
}

/** Reads each row at once, but the one called slow only when it is told to end. */
function slowHand(rows: Set<string>) {
  const read: string[] = [];
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const hand = async ({ id }: RawRow) => {
    read.push(id);
    if (id === 'slow') await ended;
    rows.delete(id);
  };
  return { hand, read, end: () => end() };
}

/** A row comes when there has been nothing to do for a while, and is read although the slow one still is. */
async function comesLate(rows: Set<string>, drain: Drain): Promise<void> {
  for (let n = 0; n < 10; n++) await turn();
  rows.add('late');
  drain.tell();
  while (rows.size > 1) await turn();
}

it('reads in order, what comes meanwhile too', async () => {
  const { rows, source } = waiting('a', 'b', 'c');
  const drain = new Drain(source);
  const read: string[] = [];
  await drain.inOrder(2, async (some) => {
    for (const { id } of some) {
      read.push(id);
      rows.delete(id);
    }
    if (read.length === 3) {
      rows.add('d');
      drain.tell();
    }
  });
  expect([read, drain.again]).toEqual([['a', 'b', 'c', 'd'], false]);
});

it('ends when its time is over, and says that more is to be read', async () => {
  const { rows, source } = waiting('a', 'b');
  let late = false;
  const drain = new Drain({ ...source, late: () => late });
  await drain.inOrder(1, async ([row]) => {
    rows.delete(row!.id);
    late = true;
  });
  expect([[...rows], drain.again]).toEqual([['b'], true]);
  const other = new Drain({ ...source, late: () => late });
  await other.byHands(async () => undefined);
  expect(other.again).toBe(true);
});

it('has a slow row keep no other waiting, those that come later neither', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `row ${n}`);
  const { rows, source } = waiting('slow', ...names);
  const drain = new Drain(source);
  const { hand, read, end } = slowHand(rows);
  const done = drain.byHands(hand);
  while (rows.size > 1) await turn();
  expect(read.toSorted()).toEqual(['slow', ...names].toSorted());
  await comesLate(rows, drain);
  end();
  await done;
  expect([rows.size, read.filter((id) => id === 'late').length, drain.again]).toEqual([0, 1, false]);
});

it('serves others while its time is over and a slow row is still being read, and ends with that', async () => {
  const { rows, source } = waiting('slow', 'quick');
  let late = false;
  const drain = new Drain({ ...source, late: () => late });
  const { hand, end } = slowHand(rows);
  const done = drain.byHands(hand);
  while (rows.size > 1) await turn();
  late = true;
  await comesLate(rows, drain);
  end();
  await done;
  expect(rows.size).toBe(0);
});

it('lets the other hands finish when one fails, and tells of it', async () => {
  const { rows, source } = waiting('ill', 'well');
  const drain = new Drain(source);
  await expect(
    drain.byHands(async ({ id }) => {
      await turn();
      rows.delete(id);
      if (id === 'ill') throw new Error('the database is away');
    }),
  ).rejects.toThrow('the database is away');
  expect(rows.size).toBe(0);
});
