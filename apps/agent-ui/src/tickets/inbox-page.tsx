// The inbox: the list at the left, the chosen conversation beside it; on a phone one of the two.
import { Button, Kbd } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { countsQuery } from '../api/queries.js';
import { Teach, Waiting } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import styles from './inbox-page.module.css';
import { viewsQuery } from './saved-views.js';
import { TicketList } from './ticket-list.js';
import { firstSort, isSavedView, isView, looksBack, type Place, SORTS, type Sort } from './views.js';

const FirstSteps = lazy(() => import('../notify/first-steps.js').then((m) => ({ default: m.FirstSteps })));

const REMEMBERED = 'otklik.sort';
const remembered = (): Sort => SORTS.find((sort) => sort === localStorage.getItem(REMEMBERED)) ?? 'waiting';

/** Which list is on the screen, read from the address. A saved view has an order of its own until another is asked for. */
function useList() {
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const view = params.view ?? 'open';
  const views = useQuery({ ...viewsQuery, enabled: isSavedView(view) });
  const saved = views.data?.find((one) => one.id === view);
  const past = saved?.past ?? looksBack(view);
  const own = saved?.sort ?? (view === 'at-risk' ? firstSort(view) : remembered());
  const sort: Sort = past ? 'newest' : ((search.sort as Sort | undefined) ?? own);
  return { view, sort, past, saved, looking: views.isFetching, named: params.ticketId ?? null };
}

/** The view alone: whoever needs no more of the address is not woken when another ticket is opened. */
export const useView = (): Place => useParams({ strict: false, select: (params) => params.view ?? 'open' });

export function InboxPage() {
  const { view, sort, past, saved, looking, named } = useList();
  const { say } = useWords();
  const navigate = useNavigate();
  const title = isView(view) ? say(`view.${view}`) : (saved?.name ?? '');
  const order = useCallback(
    (next: Sort) => {
      if (isView(view)) localStorage.setItem(REMEMBERED, next);
      void navigate({ to: '.', search: { sort: next }, replace: true });
    },
    [navigate, view],
  );
  return (
    <main className={styles.inbox} data-open={named !== null || undefined}>
      {isView(view) || saved ? (
        <TicketList key={view} {...{ view, title, sort, past, named }} onSort={order} />
      ) : (
        <section className={styles.none}>{looking ? <Waiting /> : <NoView />}</section>
      )}
      <div className={styles.pane} id="conversation" tabIndex={-1}>
        <Outlet />
      </div>
    </main>
  );
}

function NoView() {
  const { say } = useWords();
  return (
    <Teach title={say('views.not-here')} words={say('views.not-here-hint')} alone>
      <Button component={Link} to="/">
        {say('edge.to-inbox')}
      </Button>
    </Teach>
  );
}

/** Nothing has come in yet, and whoever looks is the one to change that. */
function useFirstDay(): boolean {
  const { role, preferences } = useMe().agent;
  const counts = useQuery(countsQuery).data;
  if (!counts || role === 'agent' || preferences.firstSteps !== undefined) return false;
  const { open, pending, hold, snoozed, solvedToday } = counts;
  return open + pending + hold + snoozed + solvedToday === 0;
}

export function EmptyPane() {
  const { say } = useWords();
  if (useFirstDay())
    return (
      <Suspense>
        <FirstSteps />
      </Suspense>
    );
  return (
    <Teach icon={<IconMessages size={32} stroke={1.25} />} title={say('inbox.choose')}>
      <p>
        <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> {say('inbox.choose-move')} · <Kbd size="xs">Enter</Kbd>{' '}
        {say('inbox.choose-open')} · <Kbd size="xs">?</Kbd> {say('inbox.choose-keys')}
      </p>
    </Teach>
  );
}
