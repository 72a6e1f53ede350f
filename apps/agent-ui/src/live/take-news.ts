// How news and one's own changes alter what is loaded: at once, and once more over an answer that was already on its way and was read
// before them.
import { hashKey, type QueryKey } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';

type Change = (known: unknown) => unknown;

/** By query, while an answer to it is on its way: what was heard since it was asked. */
const meanwhile = new Map<string, Change[]>();

queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated') return;
  const { action } = event;
  const { queryHash, queryKey } = event.query;
  if (action.type === 'fetch') meanwhile.set(queryHash, []);
  else if (action.type === 'error') meanwhile.delete(queryHash);
  else if (action.type === 'success' && !action.manual) {
    const changes = meanwhile.get(queryHash) ?? [];
    meanwhile.delete(queryHash);
    if (changes.length > 0) queryClient.setQueryData(queryKey, (known: unknown) => changes.reduce(applied, known));
  }
});

const applied = (known: unknown, change: Change): unknown => (known === undefined ? known : change(known));

/** `change`: of what is loaded; it may be made twice, and must then leave everything as it is. Nothing loaded: only of what comes. */
export function takeNews<T>(key: QueryKey, change: (known: T) => T): void {
  meanwhile.get(hashKey(key))?.push(change as Change);
  queryClient.setQueryData<T>(key, (known) => (known === undefined ? known : change(known)));
}

/** What the desk answered to a change: the whole of it, loaded or not. */
export function takeAnswer<T>(key: QueryKey, answer: T): T {
  meanwhile.get(hashKey(key))?.push(() => answer);
  queryClient.setQueryData<T>(key, () => answer);
  return answer;
}
