// The lead's report: a sentence, tiles, small charts; every mark opens the tickets behind it.
import { ActionIcon, Skeleton } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { get } from '../api/request.js';
import type { Overview } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { openRail } from '../shell/overlays.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { Charts } from './charts.js';
import { FilterLine } from './filters.js';
import { type Filters, filterQuery } from './report-filters.js';
import styles from './reports-page.module.css';
import { RowsDrawer } from './rows-drawer.js';
import { sentence } from './sentence.js';
import { Tiles } from './tiles.js';

export function ReportsPage() {
  const { say, locale } = useWords();
  const me = useMe();
  const search = useSearch({ from: '/desk/reports' }) as Filters;
  const navigate = useNavigate();
  // An agent sees their own figures; only leads see others'.
  const filters: Filters = me.agent.role === 'agent' ? { ...search, teamId: undefined, agentId: me.agent.id } : search;
  const [open, setOpen] = useState<{ figure: string; day: string | null } | null>(null);
  // Who looked behind a figure by keyboard stands on it again afterwards.
  const from = useRef<Element | null>(null);
  const show = (next: { figure: string; day: string | null }) => {
    from.current = document.activeElement;
    setOpen(next);
  };
  const close = () => {
    setOpen(null);
    requestAnimationFrame(() => from.current instanceof HTMLElement && from.current.focus());
  };
  const report = useQuery({
    queryKey: ['report', filters],
    queryFn: ({ signal }) => get<Overview>(`/api/v1/reports/overview?${filterQuery(filters)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const change = (next: Filters) =>
    void navigate({ to: '/reports', search: { ...search, ...next } as Record<string, string>, replace: true });
  const data = report.data;
  return (
    <main className={styles.page} id="conversation" tabIndex={-1}>
      <header className={styles.head}>
        <ActionIcon className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <h1>{say(me.agent.role === 'agent' ? 'reports.mine' : 'reports.title')}</h1>
        <FilterLine filters={filters} period={data?.period ?? null} onChange={change} />
      </header>
      {report.isError && !data && <Failed error={report.error} reset={() => void report.refetch()} />}
      {report.isPending && <Bones />}
      {data && (
        <div className={styles.body} data-stale={report.isPlaceholderData || undefined}>
          <p className={styles.sentence} data-testid="report-sentence">
            {sentence(data.changes, say, locale) || say('sentence.nothing')}
          </p>
          <Tiles report={data} onOpen={(figure) => show({ figure, day: null })} />
          <Charts report={data} onOpen={(figure, day) => show({ figure, day })} />
          <p className={styles.small}>{say('reports.small', { zone: data.timeZone })}</p>
        </div>
      )}
      {open && <RowsDrawer figure={open.figure} day={open.day} filters={filters} onClose={close} />}
    </main>
  );
}

function Bones() {
  return (
    <div className={styles.body} aria-hidden="true">
      <Skeleton height={22} width="60%" mb="lg" />
      <Skeleton height={230} mb="lg" />
      <Skeleton height={200} />
    </div>
  );
}
