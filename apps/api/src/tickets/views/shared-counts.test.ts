// At most one count a second, and never an old one for new news.
import { describe, expect, it } from '@jest/globals';
import { SharedCounts } from './shared-counts.js';

describe('a count that many ask for', () => {
  it('is made once for those who ask together, and once more for all who ask within its second', async () => {
    const counts = new SharedCounts();
    let made = 0;
    const count = async () => ++made;
    expect(await Promise.all([counts.run('a', count), counts.run('b', async () => 'other')])).toEqual([1, 'other']);
    const began = Date.now();
    const later = await Promise.all([counts.run('a', count), counts.run('a', count), counts.run('a', count)]);
    expect(later).toEqual([2, 2, 2]);
    expect(Date.now() - began).toBeGreaterThan(900);
    expect(made).toBe(2);
  });

  it('who asks while one runs is given the next: that one may have begun before the news', async () => {
    const counts = new SharedCounts();
    let made = 0;
    const slow = async () => {
      const mine = ++made;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return mine;
    };
    const first = counts.run('a', slow);
    expect(await Promise.all([first, counts.run('a', slow)])).toEqual([1, 2]);
  });

  it('is taken as it is by a first look, which waits for nothing', async () => {
    const counts = new SharedCounts();
    let made = 0;
    const count = async () => ++made;
    expect(await counts.run('a', count, 'anything')).toBe(1);
    const began = Date.now();
    expect(await counts.run('a', count, 'anything')).toBe(1);
    expect(Date.now() - began).toBeLessThan(500);
    expect(await counts.run('a', count, 'news')).toBe(2);
  });

  it('that failed fails for its askers alone', async () => {
    const counts = new SharedCounts();
    await expect(counts.run('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await counts.run('a', async () => 1)).toBe(1);
  });

  it('of the desk waits for no view, however slow views are', async () => {
    const counts = new SharedCounts();
    const never = () => new Promise<number>(() => {});
    for (let n = 0; n < 20; n++) void counts.run(`view ${n}`, never, 'news', 'views');
    expect(await counts.run('queue', async () => 7)).toBe(7);
  });

  it('is one of a few that run at a time, and each has its turn', async () => {
    const counts = new SharedCounts();
    let [running, most] = [0, 0];
    const slow = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return 1;
    };
    const all = await Promise.all(Array.from({ length: 30 }, (_, n) => counts.run(`view ${n}`, slow)));
    expect(all.length).toBe(30);
    expect(most).toBe(4);
  });
});
