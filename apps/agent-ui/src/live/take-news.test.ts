// News that comes while a list, a ticket or a conversation is being asked for: the answer, read before it, does not take it away.
import { afterEach, describe, expect, it } from '@jest/globals';
import { queryClient } from '../api/queries.js';
import type { Ticket } from '../api/shapes.js';
import { takeRows } from './list-news.js';
import { takeAnswer, takeNews } from './take-news.js';

interface List {
  pages: { items: string[] }[];
  pageParams: unknown[];
}
const KEY = ['tickets', 'open', 'waiting'];
const wordsIn = () => queryClient.getQueryData<List>(KEY)?.pages.map((page) => page.items);
const add = (item: string) =>
  takeNews<List>(KEY, (list) => {
    const [first, ...rest] = list.pages;
    if (!first || first.items.includes(item)) return list;
    return { ...list, pages: [{ items: [item, ...first.items] }, ...rest] };
  });

/** Answers with these rows as soon as it is told to. */
function asked(pages: number, ...answers: string[][]) {
  let answer = () => {};
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const done = queryClient.fetchInfiniteQuery({
    queryKey: KEY,
    queryFn: async ({ pageParam }) => {
      const items = answers[pageParam]!;
      await gate;
      return { items };
    },
    initialPageParam: 0,
    getNextPageParam: (_: unknown, all: unknown[]) => all.length,
    pages,
    staleTime: 0,
  });
  return { answer, done };
}

afterEach(() => queryClient.clear());

describe('news', () => {
  it('changes what is loaded, and nothing where nothing is', () => {
    add('a');
    expect(wordsIn()).toBeUndefined();
    queryClient.setQueryData<List>(KEY, { pages: [{ items: ['b'] }], pageParams: [0] });
    add('a');
    expect(wordsIn()).toEqual([['a', 'b']]);
  });

  it('stays when an answer comes that was read before it', async () => {
    queryClient.setQueryData<List>(KEY, { pages: [{ items: ['b'] }], pageParams: [0] });
    const { answer, done } = asked(1, ['b']);
    add('a');
    expect(wordsIn()).toEqual([['a', 'b']]);
    answer();
    await done;
    expect(wordsIn()).toEqual([['a', 'b']]);
  });

  it('stays too when it was the first answer, and is told once where the answer knew it', async () => {
    const { answer, done } = asked(2, ['b'], ['c']);
    add('a');
    add('b');
    answer();
    await done;
    expect(wordsIn()).toEqual([['a', 'b'], ['c']]);
  });

  it('is forgotten after the answer: what a later one leaves out is gone', async () => {
    const first = asked(1, ['b']);
    add('a');
    first.answer();
    await first.done;
    const second = asked(1, ['b']);
    second.answer();
    await second.done;
    expect(wordsIn()).toEqual([['b']]);
  });

  it('of a row changes what rows say: a ticket is not told again what was not known as it was opened', () => {
    const key = ['ticket', 'one'];
    const told = { id: 'one', seq: 3, unread: true, splitFrom: { id: 'two', number: 2 }, fields: { size: 'XL' } };
    queryClient.setQueryData(key, told);
    takeRows([{ ...told, unread: false, splitFrom: null, fields: {} } as unknown as Ticket]);
    expect(queryClient.getQueryData(key)).toEqual({ ...told, unread: false });
  });

  it('is the whole of what the desk answered to a change: it stays when an older answer comes, and is there where nothing was', async () => {
    const answer = (words: string): List => ({ pages: [{ items: [words] }], pageParams: [0] });
    const first = asked(1, ['before']);
    takeAnswer(KEY, answer('changed'));
    expect(wordsIn()).toEqual([['changed']]);
    first.answer();
    await first.done;
    expect(wordsIn()).toEqual([['changed']]);
    const second = asked(1, ['later']);
    second.answer();
    await second.done;
    expect(wordsIn()).toEqual([['later']]);
  });
});
