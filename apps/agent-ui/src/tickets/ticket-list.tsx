// The list pane: the rows of one view, windowed and endless, what is chosen in it, and a closer look at one without opening it.
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { listQuery } from '../api/queries.js';
import { keepHead } from '../live/list-news.js';
import { useAfterPaint } from '../shell/after-paint.js';
import { Failed, Teach } from '../shell/edges.js';
import { refusalWords } from '../shell/notices.js';
import { useNames } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { ROW_HEIGHT, useDensity } from './density.js';
import { ListHead } from './list-head.js';
import { ListRows } from './list-rows.js';
import { openAtOnce, useInFront } from './opening.js';
import { keepNear } from './prefetch.js';
import { revealRow } from './row-window.js';
import { NO_ROWS, rowsOf } from './rows-of.js';
import { nothing, only, type Selection, stretch, toggle } from './selection.js';
import styles from './ticket-list.module.css';
import { openTool, useTool } from './tool-state.js';
import { idsBetween, useListKeys } from './use-list-keys.js';
import { isView, type Place, type Sort } from './views.js';

const bulkBar = () => import('./bulk-bar.js');
const BulkBar = lazy(() => bulkBar().then((m) => ({ default: m.BulkBar })));
const PeekCard = lazy(() => import('./peek-card.js').then((m) => ({ default: m.PeekCard })));

interface Props {
  view: Place;
  title: string;
  sort: Sort;
  /** It looks back: always newest first. */
  past: boolean;
  /** The ticket of the address; null: none is open. */
  named: string | null;
  onSort: (sort: Sort) => void;
}

export function TicketList({ view, title, sort, past, named, onSort }: Props) {
  const ticketId = useInFront(named);
  const { say } = useWords();
  const names = useNames();
  const navigate = useNavigate();
  const density = useDensity();
  const height = ROW_HEIGHT[density];
  const list = useInfiniteQuery(listQuery(view, sort));
  const rows = useMemo(() => (list.data ? rowsOf(list.data.pages) : NO_ROWS), [list.data]);
  const [cursor, setCursor] = useState<string | null>(ticketId);
  const [selection, select] = useState<Selection>(() => nothing(view));
  const [peeked, peek] = useState<string | null>(null);
  const tool = useTool();
  const scroller = useRef<HTMLDivElement>(null);
  const chosen = useMemo(() => (selection.ids.size > 0 ? [...selection.ids] : null), [selection.ids]);

  const { hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = list;
  const fetchMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  useEffect(() => () => keepHead(listQuery(view, sort).queryKey), [view, sort]);

  // Set only where they differ: else the whole list is drawn once more before the ticket is.
  const shown = useRef({ cursor, peeked });
  shown.current = { cursor, peeked };
  useEffect(() => {
    if (ticketId && shown.current.cursor !== ticketId) setCursor(ticketId);
    if (shown.current.peeked) peek(null);
  }, [ticketId]);
  const at = rows.indexOf(ticketId ?? cursor);
  const next = rows.slice(at + 1, at + 6);
  const nextIds = next.map((row) => row.id).join(' ');
  useAfterPaint(() => {
    keepNear(nextIds ? nextIds.split(' ') : []);
    return undefined;
  }, [nextIds]);

  // Keys are quicker than the network: what they open is fetched while nothing is waited for.
  useEffect(() => {
    const timer = setTimeout(() => void bulkBar().catch(() => {}), 1500);
    return () => clearTimeout(timer);
  }, []);

  // The row under the cursor has left: the one that took its place is next.
  const stood = useRef(0);
  useEffect(() => {
    if (cursor === null || rows.count === 0) return;
    const now = rows.indexOf(cursor);
    if (now >= 0) stood.current = now;
    else if (!ticketId) setCursor(rows.at(Math.min(stood.current, rows.count - 1))?.id ?? null);
  }, [rows, cursor, ticketId]);

  // What has left the list is no longer chosen.
  useEffect(() => {
    select((before) => {
      if (before.ids.size === 0) return before;
      const here = new Set(rows.slice(0, rows.count).map((row) => row.id));
      return only(before, (id) => here.has(id));
    });
  }, [rows]);

  const beside = ticketId !== null;
  const open = useCallback(
    (id: string) => {
      const go = () =>
        navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id }, search: (before) => before });
      if (beside) openAtOnce(id, go);
      else void go();
    },
    [navigate, view, beside],
  );
  const pick = useCallback(
    (id: string, shift: boolean) => {
      setCursor(id);
      select((before) => (shift ? stretch(before, id, idsBetween(rows)) : toggle(before, id)));
    },
    [rows],
  );
  const resting = useRef(ticketId);
  resting.current = ticketId;
  // A pointer that rests looks closer only while no ticket is open: there it would hide what is being read.
  const look = useCallback((id: string | null) => {
    if (resting.current === null && matchMedia('(hover: hover) and (min-width: 1000px)').matches) peek(id);
  }, []);
  useListKeys({
    ...{ rows, view, ticketId, cursor, setCursor, selection, select, peeked, peek, open },
    reveal: (index) => revealRow(scroller.current, index, height),
    use: openTool,
  });

  const place = rows.indexOf(peeked);
  const targets = chosen ?? ((ticketId ?? cursor) ? [ticketId ?? (cursor as string)] : []);
  return (
    <section className={styles.list} aria-label={title} data-density={density}>
      <ListHead view={view} title={title} sort={sort} past={past} onSort={onSort} />
      {(chosen || tool) && (
        <Suspense>
          <BulkBar
            view={view}
            rows={rows}
            ids={targets}
            selection={selection}
            select={select}
            more={hasNextPage}
            tool={tool}
            onTool={openTool}
          />
        </Suspense>
      )}
      {list.isError && list.data && (
        <p className={styles.stale} role="status">
          {refusalWords(list.error)}
          <Button size="compact-xs" variant="subtle" onClick={() => void list.refetch()}>
            {say('again')}
          </Button>
        </p>
      )}
      <div ref={scroller} className={styles.scroll} id="list" tabIndex={-1}>
        {list.isPending && <Bones height={height} />}
        {list.isError && !list.data && <Failed error={list.error} reset={() => void list.refetch()} />}
        {list.isSuccess && rows.count === 0 && <Empty view={view} />}
        <ListRows
          rows={rows}
          height={height}
          names={names}
          path={`/inbox/${view}/`}
          rest={location.search}
          more={hasNextPage}
          onMore={isFetching || list.isError ? null : fetchMore}
          openId={ticketId}
          cursor={cursor}
          selection={selection}
          onOpen={open}
          onPick={pick}
          onLook={look}
        />
        {isFetchingNextPage && <Bones rows={2} height={height} />}
      </div>
      {peeked && place >= 0 && (
        <Suspense>
          <PeekCard row={rows.at(place)!} beside={scroller} top={place * height} onClose={() => peek(null)} />
        </Suspense>
      )}
    </section>
  );
}

function Empty({ view }: { view: Place }) {
  const { say } = useWords();
  const known = isView(view) ? view : 'saved';
  return <Teach title={say(`empty.${known}`)} words={say(`empty.${known}-hint`)} />;
}

function Bones({ rows = 8, height }: { rows?: number; height: number }) {
  const widths = [46, 62, 38, 55, 70, 44, 58, 50];
  return (
    <div aria-hidden="true">
      {widths.slice(0, rows).map((width) => (
        <div key={width} className={styles.bone} style={{ height }}>
          <Skeleton circle height={17} />
          <div>
            <Skeleton height={11} width={`${width}%`} mb={9} />
            <Skeleton height={10} width="88%" />
          </div>
        </div>
      ))}
    </div>
  );
}
