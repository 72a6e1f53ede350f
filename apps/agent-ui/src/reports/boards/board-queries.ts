// Boards as the desk keeps them; a change is seen at once and told to the desk in its turn.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, post, put, remove } from '../../api/request.js';
import type { Board, BoardName } from '../../api/shapes.js';
import { tellRefusal } from '../../shell/notices.js';

/** Changes go one after another: each names the version that the one before it has made. */
let last: Promise<unknown> = Promise.resolve();

export const boardsQuery = queryOptions({
  queryKey: ['boards'],
  queryFn: ({ signal }) => get<BoardName[]>('/api/v1/boards', signal),
  staleTime: 30_000,
});

export const boardQuery = (id: string) =>
  queryOptions({
    queryKey: ['board', id],
    queryFn: async ({ signal }) => {
      await last;
      return get<Board>(`/api/v1/boards/${id}`, signal);
    },
    staleTime: 10_000,
    // Another lead may have changed it.
    refetchInterval: 60_000,
  });

export type Words = Pick<Board, 'name' | 'seenBy' | 'period' | 'filters' | 'tiles'>;

export function changeBoard(client: QueryClient, id: string, change: (board: Board) => Partial<Words>): Promise<void> {
  const { queryKey } = boardQuery(id);
  void client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, (board) => board && { ...board, ...change(board) });
  const told = last.then(async () => {
    const board = client.getQueryData(queryKey);
    if (!board) return;
    const { name, seenBy, period, filters, tiles, version } = board;
    try {
      const body = { name, seenBy, period, filters, tiles, version };
      const kept = await put<Board>(`/api/v1/boards/${id}`, body);
      client.setQueryData(queryKey, (now) => now && { ...now, version: kept.version });
      void client.invalidateQueries({ queryKey: boardsQuery.queryKey });
    } catch (error) {
      tellRefusal(error);
      // As it is kept: what was refused is not shown any longer.
      client.setQueryData(queryKey, await get<Board>(`/api/v1/boards/${id}`).catch(() => board));
    }
  });
  last = told.catch(() => undefined);
  return told;
}

/** @throws Refusal */
export async function makeBoard(client: QueryClient, words: Words): Promise<Board> {
  const board = await post<Board>('/api/v1/boards', words);
  client.setQueryData(boardQuery(board.id).queryKey, board);
  await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
  return board;
}

/** @throws Refusal */
export async function dropBoard(client: QueryClient, id: string): Promise<void> {
  await last;
  await remove(`/api/v1/boards/${id}`);
  client.removeQueries({ queryKey: boardQuery(id).queryKey });
  await client.invalidateQueries({ queryKey: boardsQuery.queryKey });
}
