// Keeps the lists of saved views true: the desk alone knows who stands in them, so it is asked again soon after something changed.
import { queryClient } from '../api/queries.js';
import { whoKnowsMembers } from './list-news.js';

/** Between two questions about one list; longer for a list that was walked far down. */
const PAUSE_MS = 700;
const LONGEST_MS = 10_000;

const due = new Map<string, ReturnType<typeof setTimeout>>();

function renewSoon(view: string): void {
  const [query] = queryClient.getQueryCache().findAll({ queryKey: ['tickets', view] });
  if (due.has(view) || !query) return;
  const pages = (query.state.data as { pages: unknown[] } | undefined)?.pages.length ?? 1;
  due.set(
    view,
    setTimeout(
      () => {
        due.delete(view);
        if (queryClient.isFetching({ queryKey: ['tickets', view] }) > 0) renewSoon(view);
        // Nobody looks: it is asked when somebody does.
        else void queryClient.invalidateQueries({ queryKey: ['tickets', view] });
      },
      Math.min(PAUSE_MS * pages, LONGEST_MS),
    ),
  );
}

export function keepSavedLists(): void {
  whoKnowsMembers(renewSoon);
}

/** Somebody made, changed, shared or dropped a view. */
export function renewViews(): void {
  void queryClient.invalidateQueries({ queryKey: ['views'] });
  void queryClient.invalidateQueries({ queryKey: ['counts'] });
  const lists = queryClient.getQueryCache().findAll({ queryKey: ['tickets'] });
  for (const view of new Set(lists.map((query) => String(query.queryKey[1])))) if (view.length === 36) renewSoon(view);
}
