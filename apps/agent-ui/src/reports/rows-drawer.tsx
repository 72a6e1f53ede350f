// Behind a figure: its definition and the tickets that it counts.
import { Button, Drawer, SegmentedControl, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { RowsPage } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Failed } from '../shell/edges.js';
import { useNames } from '../shell/people-names.js';
import { fullTime, longDay, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { figureDefinition, figureName } from './figure-words.js';
import { type Filters, filterQuery } from './report-filters.js';
import styles from './rows-drawer.module.css';
import { spanWords } from './spans.js';

/** Which figure, and which part of it, is looked into. */
export interface Opened {
  figure: string;
  /** One day of the period only. */
  day: string | null;
  /** Up to this day, where it is more than one. */
  until?: string;
  /** In words, where the figure is one of a series. */
  detail?: string;
  /** One group of a breakdown only. */
  group?: { by: string; field?: string | null; value: string; name: string } | undefined;
}
/** One day, or from one to another. */
export const daysWords = (from: string, to: string, locale: string): string =>
  from === to
    ? longDay(`${from}T12:00:00`, locale)
    : `${shortDay(`${from}T12:00:00`, locale)} – ${shortDay(`${to}T12:00:00`, locale)}`;

interface Props extends Opened {
  filters: Filters;
  onClose: () => void;
}

export function RowsDrawer({ figure, day, until, detail, group, filters, onClose }: Props) {
  const { say, locale } = useWords();
  const names = useNames();
  const [sort, setSort] = useState<'newest' | 'largest'>('newest');
  const asked = day ? { ...filters, from: day, to: until ?? day } : filters;
  const grouped: Record<string, string> = group
    ? { by: group.by, group: group.value, ...(group.field ? { field: group.field } : {}) }
    : {};
  const rows = useInfiniteQuery({
    queryKey: ['report-rows', figure, sort, asked, grouped],
    queryFn: ({ pageParam, signal }) =>
      get<RowsPage>(
        `/api/v1/reports/rows?${filterQuery(asked, { figure, sort, limit: '50', ...grouped, ...(pageParam ? { cursor: pageParam } : {}) })}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const unit = rows.data?.pages[0]?.unit ?? 'none';
  const value = (each: number | null) =>
    each === null ? '—' : unit === 'seconds' ? spanWords(each, locale) : String(each);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={[figureName(figure, say, locale), detail, group?.name].filter(Boolean).join(' · ')}
      closeButtonProps={{ 'aria-label': say('close') }}
      classNames={{ title: styles.title }}
    >
      <p className={styles.definition}>{figureDefinition(figure, say)}</p>
      {day && <p className={styles.definition}>{daysWords(day, until ?? day, locale)}</p>}
      {unit !== 'none' && (
        <SegmentedControl
          size="xs"
          mb="sm"
          value={sort}
          onChange={(next) => setSort(next as typeof sort)}
          aria-label={say('sort.label')}
          data={[
            { value: 'newest', label: say('sort.newest') },
            { value: 'largest', label: say('rows.largest') },
          ]}
        />
      )}
      {rows.isError && !rows.data && <Failed error={rows.error} reset={() => void rows.refetch()} />}
      {rows.isPending && <Skeleton height={160} />}
      {rows.isSuccess && items.length === 0 && <p className={styles.definition}>{say('rows.none')}</p>}
      {items.length > 0 && (
        <table className={styles.rows} data-testid="report-rows">
          <thead>
            <tr>
              <th scope="col">{say('rows.ticket')}</th>
              <th scope="col">{say('rows.agent')}</th>
              {unit !== 'none' && (
                <th scope="col">
                  {say(unit === 'seconds' ? 'rows.time' : unit === 'count' ? 'rows.count' : 'rows.score')}
                </th>
              )}
              <th scope="col">{say('rows.when')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={`${row.ticketId} ${row.part}`}>
                <td>
                  <Link to="/inbox/$view/$ticketId" params={{ view: 'open', ticketId: row.ticketId }}>
                    <ChannelMark kind={row.channel} size={15} /> {say('number.of', { number: row.number })}
                  </Link>
                </td>
                <td>{row.agentId ? names.agent(row.agentId) : row.teamId ? names.team(row.teamId) : '—'}</td>
                {unit !== 'none' && <td>{value(row.value)}</td>}
                <td>{fullTime(row.at, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {say('rows.more')}
        </Button>
      )}
    </Drawer>
  );
}
