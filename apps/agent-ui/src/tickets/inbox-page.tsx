// The inbox: the list at the left, the chosen conversation beside it; on a phone one of the two.
import { Kbd } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Teach } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import styles from './inbox-page.module.css';
import { TicketList } from './ticket-list.js';
import { firstSort, isView, looksBack, type Place, SORTS, type Sort } from './views.js';

const REMEMBERED = 'otklik.sort';
const remembered = (): Sort => SORTS.find((sort) => sort === localStorage.getItem(REMEMBERED)) ?? 'waiting';

/** Which list is on the screen, read from the address. */
export function useList(): { view: Place; sort: Sort; ticketId: string | null } {
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const view = params.view ?? 'open';
  const sort = looksBack(view)
    ? 'newest'
    : ((search.sort as Sort | undefined) ?? (view === 'at-risk' ? firstSort(view) : remembered()));
  return { view, sort, ticketId: params.ticketId ?? null };
}

export function InboxPage() {
  const { view, sort, ticketId } = useList();
  const { say } = useWords();
  const navigate = useNavigate();
  const title = isView(view) ? say(`view.${view}`) : '';
  const order = useCallback(
    (next: Sort) => {
      localStorage.setItem(REMEMBERED, next);
      void navigate({ to: '.', search: { sort: next }, replace: true });
    },
    [navigate],
  );
  return (
    <main className={styles.inbox} data-open={ticketId !== null || undefined}>
      <TicketList key={view} view={view} title={title} sort={sort} ticketId={ticketId} onSort={order} />
      <div className={styles.pane} id="conversation" tabIndex={-1}>
        <Outlet />
      </div>
    </main>
  );
}

export function EmptyPane() {
  const { say } = useWords();
  return (
    <Teach icon={<IconMessages size={32} stroke={1.25} />} title={say('inbox.choose')}>
      <p>
        <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> {say('inbox.choose-move')} · <Kbd size="xs">Enter</Kbd>{' '}
        {say('inbox.choose-open')} · <Kbd size="xs">?</Kbd> {say('inbox.choose-keys')}
      </p>
    </Teach>
  );
}
