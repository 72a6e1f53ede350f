// The list pane: the rows of one view, virtual and endless, with the keys that walk through it.
import { ActionIcon, Button, Menu, Skeleton, Tooltip } from '@mantine/core';
import { IconCheck, IconChevronDown, IconMenu2, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { conversationQuery, listQuery, queryClient, ticketQuery } from '../api/queries.js';
import { Failed, Teach } from '../shell/edges.js';
import { openPalette, openRail } from '../shell/overlays.js';
import { useNames } from '../shell/people-names.js';
import { MOD, useShortcuts } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import styles from './ticket-list.module.css';
import { TicketRowLink } from './ticket-row.js';
import { looksBack, SORTS, type Sort, type View } from './views.js';

interface Props {
  view: View;
  sort: Sort;
  ticketId: string | null;
  onSort: (sort: Sort) => void;
}

export function prefetchTicket(id: string): void {
  void queryClient.prefetchQuery(ticketQuery(id));
  void queryClient.prefetchQuery(conversationQuery(id));
}

export function TicketList({ view, sort, ticketId, onSort }: Props) {
  const { say } = useWords();
  const names = useNames();
  const navigate = useNavigate();
  const list = useInfiniteQuery(listQuery(view, sort));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [cursor, setCursor] = useState<string | null>(ticketId);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (lastShown >= rows.length - 10 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  }, [lastShown, rows.length, list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows of the moment of opening are enough
  useEffect(() => {
    if (!ticketId) return;
    setCursor(ticketId);
    const at = rows.findIndex((row) => row.id === ticketId);
    for (const next of rows.slice(at + 1, at + 3)) prefetchTicket(next.id);
  }, [ticketId]);

  const move = (step: number) => {
    const at = rows.findIndex((row) => row.id === cursor);
    const next = Math.min(Math.max(at + step, 0), rows.length - 1);
    const row = rows[at === -1 ? 0 : next];
    if (!row) return;
    setCursor(row.id);
    virtual.scrollToIndex(at === -1 ? 0 : next);
    prefetchTicket(row.id);
    if (ticketId) open(row.id);
  };
  const open = (id: string | null) => {
    if (id) void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id }, search: (before) => before });
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(cursor),
  });

  return (
    <section className={styles.list} aria-label={say(`view.${view}`)}>
      <header className={styles.head}>
        <ActionIcon className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <h1>{say(`view.${view}`)}</h1>
        <Tooltip label={`${say('palette.open')} ${MOD} K`}>
          <ActionIcon aria-label={say('palette.open')} onClick={openPalette}>
            <IconSearch size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        {!looksBack(view) && <SortMenu sort={sort} onSort={onSort} />}
      </header>
      <div ref={scroller} className={styles.scroll} id="list" tabIndex={-1}>
        {list.isPending && <Bones />}
        {list.isError && !list.data && <Failed error={list.error} reset={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && (
          <Teach title={say(`empty.${view}`)} words={say(`empty.${view}-hint`)} />
        )}
        <ul className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <li
                key={item.key}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-setsize={list.hasNextPage ? -1 : rows.length}
                aria-posinset={item.index + 1}
              >
                <TicketRowLink
                  row={row}
                  view={view}
                  names={names}
                  open={row.id === ticketId}
                  cursor={row.id === cursor && row.id !== ticketId}
                  onPrefetch={() => prefetchTicket(row.id)}
                />
              </li>
            );
          })}
        </ul>
        {list.isFetchingNextPage && <Bones rows={2} />}
      </div>
    </section>
  );
}

function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const { say } = useWords();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={13} />}
          aria-label={`${say('sort.label')}: ${say(`sort.${sort}`)}`}
        >
          {say(`sort.${sort}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SORTS.map((each) => (
          <Menu.Item
            key={each}
            rightSection={each === sort && <IconCheck size={16} />}
            aria-current={each === sort ? 'true' : undefined}
            onClick={() => onSort(each)}
          >
            {say(`sort.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Bones({ rows = 8 }: { rows?: number }) {
  const widths = [46, 62, 38, 55, 70, 44, 58, 50];
  return (
    <div aria-hidden="true">
      {widths.slice(0, rows).map((width) => (
        <div key={width} className={styles.bone}>
          <Skeleton circle height={17} />
          <div>
            <Skeleton height={11} width={`${width}%`} mb={11} />
            <Skeleton height={10} width="88%" />
          </div>
        </div>
      ))}
    </div>
  );
}
