// Whoever waits for a server that hangs keeps nobody else waiting, and nothing that waits is forgotten.
import { expect, it } from '@jest/globals';
import { Places } from './places.js';

const failed: unknown[] = [];
const log = { error: (_: string, error: unknown) => void failed.push(error) };

/** Works that go on until they are told. */
function hanging() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve, reject) => {
      begun.push(name);
      ends.set(name, (error) => (error ? reject(error) : resolve()));
    });
  const end = async (name: string, error?: Error) => {
    ends.get(name)!(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

it('lets one server have its share of places, and others theirs', async () => {
  const places = new Places(2, log);
  const { begun, work, end } = hanging();
  const runs = ['a', 'b', 'c', 'd'].map((name) => places.run('hangs', name, work(name)));
  await Promise.all(runs.slice(2));
  expect([begun, places.waiting]).toEqual([['a', 'b'], 2]);
  const other = places.run('answers', 'e', work('e'));
  expect(begun).toEqual(['a', 'b', 'e']);
  await end('e');
  await other;
  await end('a');
  expect([begun, places.waiting]).toEqual([['a', 'b', 'e', 'c'], 1]);
  for (const name of ['b', 'c', 'd']) await end(name);
  await Promise.all(runs);
  expect([begun, places.waiting]).toEqual([['a', 'b', 'e', 'c', 'd'], 0]);
});

it('waits once for what is ordered twice', async () => {
  const places = new Places(1, log);
  const { begun, work, end } = hanging();
  const first = places.run('hangs', 'a', work('a'));
  await places.run('hangs', 'b', work('b'));
  await places.run('hangs', 'b', work('b'));
  await end('a');
  await end('b');
  await first;
  expect(begun).toEqual(['a', 'b']);
});

it('tells the queue of a failure of its own work, after those who waited have been served', async () => {
  const places = new Places(1, log);
  const { begun, work, end } = hanging();
  const first = places.run('hangs', 'a', work('a'));
  first.catch(() => undefined);
  await places.run('hangs', 'b', work('b'));
  await places.run('hangs', 'c', work('c'));
  await end('a', new Error('of a'));
  await end('b', new Error('of b'));
  await end('c');
  await expect(first).rejects.toThrow('of a');
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(failed.map(String)).toEqual(['Error: of b']);
  const again = places.run('hangs', 'd', work('d'));
  await end('d');
  await again;
});

it('forgets nobody who comes in the very moment when the last one leaves', async () => {
  for (let steps = 0; steps < 8; steps++) {
    const places = new Places(1, log);
    const read: string[] = [];
    const leaving = places.run('hangs', 'a', async () => void read.push('a'));
    for (let step = 0; step < steps; step++) await Promise.resolve();
    const coming = places.run('hangs', 'b', async () => void read.push('b'));
    await Promise.all([leaving, coming]);
    expect([read, places.waiting]).toEqual([['a', 'b'], 0]);
  }
});

it('begins nothing more once the process is told to end; the sweep of another finds who waited', async () => {
  const places = new Places(1, log);
  const { begun, work, end } = hanging();
  const first = places.run('hangs', 'a', work('a'));
  await places.run('hangs', 'b', work('b'));
  places.close();
  await places.run('hangs', 'c', work('c'));
  expect(places.waiting).toBe(0);
  await end('a');
  await first;
  await places.run('answers', 'd', work('d'));
  expect(begun).toEqual(['a']);
});
