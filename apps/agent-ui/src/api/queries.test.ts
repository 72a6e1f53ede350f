// Something changes while it is asked for: the answer may have been read before, and is asked for once more.
import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryObserver } from '@tanstack/react-query';
import { queryClient } from './queries.js';

const KEY = ['contact', 'c1'];
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** The desk: what it has read when asked, and answers when told to. */
function desk() {
  let plan = '';
  const waiting: (() => void)[] = [];
  const read = () => {
    const then = plan;
    return new Promise<string>((resolve) => waiting.push(() => resolve(then)));
  };
  return {
    read,
    write: (value: string) => (plan = value),
    answer: () => waiting.shift()?.(),
    asked: () => waiting.length,
  };
}

let watching = () => {};
afterEach(() => {
  watching();
  queryClient.clear();
});

describe('what has changed while it was asked for', () => {
  it('for the first time is asked for once more after that answer', async () => {
    const { read, write, answer, asked } = desk();
    watching = new QueryObserver(queryClient, { queryKey: KEY, queryFn: read }).subscribe(() => {});
    write('Gold');
    void queryClient.invalidateQueries({ queryKey: ['contact'] });
    void queryClient.invalidateQueries({ queryKey: KEY });
    answer();
    await turn();
    answer();
    await turn();
    expect(queryClient.getQueryData(KEY)).toBe('Gold');
    expect(asked()).toBe(0);
  });

  it('ahead of need is asked for once more when it is needed', async () => {
    const { read, write, answer, asked } = desk();
    void queryClient.prefetchQuery({ queryKey: KEY, queryFn: read });
    write('Gold');
    void queryClient.invalidateQueries({ queryKey: KEY });
    answer();
    await turn();
    expect(asked()).toBe(0);
    watching = new QueryObserver(queryClient, { queryKey: KEY, queryFn: read }).subscribe(() => {});
    answer();
    await turn();
    expect(queryClient.getQueryData(KEY)).toBe('Gold');
  });

  it('again is asked for anew at once', async () => {
    const { read, write, answer, asked } = desk();
    queryClient.setQueryData(KEY, '', { updatedAt: 1 });
    watching = new QueryObserver(queryClient, { queryKey: KEY, queryFn: read }).subscribe(() => {});
    write('Gold');
    void queryClient.invalidateQueries({ queryKey: KEY });
    expect(asked()).toBe(2);
    answer();
    answer();
    await turn();
    expect(queryClient.getQueryData(KEY)).toBe('Gold');
    expect(asked()).toBe(0);
  });
});
