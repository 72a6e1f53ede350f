// The reports: which one stands in the address, with its filters; every mark opens the tickets behind it.
import { ActionIcon, Skeleton, Tabs } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { openRail } from '../shell/overlays.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import type { AnswerSearch } from './answer-query.js';
import { FilterLine } from './filters.js';
import { OverviewTab } from './overview-tab.js';
import type { Filters } from './report-filters.js';
import styles from './reports-page.module.css';
import { type Opened, RowsDrawer } from './rows-drawer.js';
import { SavedMenu } from './saved-menu.js';

const BreakdownTab = lazy(() => import('./breakdown-tab.js').then((m) => ({ default: m.BreakdownTab })));
const SatisfactionTab = lazy(() => import('./satisfaction-tab.js').then((m) => ({ default: m.SatisfactionTab })));
const ScorecardsTab = lazy(() => import('./scorecards-tab.js').then((m) => ({ default: m.ScorecardsTab })));
const LiveTab = lazy(() => import('./live-tab.js').then((m) => ({ default: m.LiveTab })));
const LoadTab = lazy(() => import('./load-tab.js').then((m) => ({ default: m.LoadTab })));
const AnswersTab = lazy(() => import('./answers-tab.js').then((m) => ({ default: m.AnswersTab })));
const BoardsTab = lazy(() => import('./boards/boards-tab.js').then((m) => ({ default: m.BoardsTab })));
const LoyaltyTab = lazy(() => import('./loyalty-tab.js').then((m) => ({ default: m.LoyaltyTab })));

const TABS = [
  'overview',
  'boards',
  'live',
  'satisfaction',
  'answers',
  'breakdown',
  'cards',
  'load',
  'loyalty',
] as const;
type TabName = (typeof TABS)[number];

/** What stands in the address. */
export interface ReportSearch extends AnswerSearch {
  tab?: string | undefined;
  /** Of loyalty. */
  gone?: string | undefined;
  currency?: string | undefined;
  /** Of the breakdown. */
  figure?: string;
  by?: string;
  /** Of satisfaction: which kind of survey. */
  kind?: string;
  /** Which saved report this is. */
  saved?: string;
  /** Which dashboard. */
  board?: string | undefined;
  /** Which of the workspace's own fields, where it is by one. */
  field?: string;
}

export function ReportsPage() {
  const { say } = useWords();
  const me = useMe();
  const search = useSearch({ from: '/desk/reports' }) as ReportSearch;
  const navigate = useNavigate();
  // An agent sees their own figures; only leads see others'.
  const own = me.agent.role === 'agent';
  const filters: Filters = own ? { ...search, teamId: undefined, agentId: me.agent.id } : search;
  // Orders are nobody's own.
  const tabs = TABS.filter((each) => !own || each !== 'loyalty');
  const tab: TabName = tabs.find((each) => each === search.tab) ?? 'overview';
  const [open, setOpen] = useState<Opened | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone they are one line that is pushed along. Not by scrollIntoView: the next Tab would begin behind the chosen one.
    const line = list.current;
    const chosen = line?.querySelector(`[id$="-tab-${tab}"]`)?.getBoundingClientRect();
    if (!line || !chosen) return;
    const seen = line.getBoundingClientRect();
    line.scrollLeft += Math.max(0, chosen.right - seen.right) - Math.max(0, seen.left - chosen.left);
  }, [tab]);
  const change = (next: ReportSearch) =>
    void navigate({ to: '/reports', search: { ...search, ...next } as Record<string, string>, replace: true });
  return (
    <main className={styles.page} id="conversation" tabIndex={-1}>
      <header className={styles.head}>
        <ActionIcon className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <h1>
          {say(own ? 'reports.mine' : 'reports.title')}
          <span className={styles.onPaper}> · {say(`reports.tab.${tab}`)}</span>
        </h1>
        {/* Before the filters: where these need a line of their own, it stays with the title. */}
        {tab !== 'live' && tab !== 'boards' && <SavedMenu search={search as Record<string, string | undefined>} />}
        {tab !== 'loyalty' && tab !== 'live' && tab !== 'boards' && (
          <FilterLine
            filters={filters}
            csv={tab === 'overview'}
            clock={tab !== 'answers'}
            tickets={tab !== 'answers'}
            onChange={change}
          />
        )}
      </header>
      <Tabs
        className={styles.tabs}
        value={tab}
        keepMounted={false}
        onChange={(next) => change({ tab: next === 'overview' ? undefined : (next ?? undefined) })}
      >
        <Tabs.List ref={list} aria-label={say('reports.title')}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {say(`reports.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <OverviewTab filters={filters} onOpen={setOpen} />
        </Tabs.Panel>
        <Tabs.Panel value="satisfaction">
          <Suspense fallback={<Bones />}>
            <SatisfactionTab search={search} filters={filters} onChange={change} onOpen={setOpen} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="boards">
          <Suspense fallback={<Bones />}>
            <BoardsTab
              chosen={search.board}
              onChoose={(board) =>
                void navigate({ to: '/reports', search: { tab: 'boards', ...(board ? { board } : {}) } })
              }
            />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="live">
          <Suspense fallback={<Bones />}>
            <LiveTab own={own} onOpen={setOpen} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="breakdown">
          <Suspense fallback={<Bones />}>
            <BreakdownTab search={search} filters={filters} onChange={change} onOpen={setOpen} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="answers">
          <Suspense fallback={<Bones />}>
            <AnswersTab search={{ ...search, ...filters }} onChange={change} />
          </Suspense>
        </Tabs.Panel>
        {!own && (
          <Tabs.Panel value="loyalty">
            <Suspense fallback={<Bones />}>
              <LoyaltyTab search={search} onChange={change} />
            </Suspense>
          </Tabs.Panel>
        )}
        <Tabs.Panel value="cards">
          <Suspense fallback={<Bones />}>
            <ScorecardsTab filters={filters} onOpen={setOpen} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="load">
          <Suspense fallback={<Bones />}>
            <LoadTab filters={filters} onOpen={setOpen} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      {open && <RowsDrawer {...open} filters={tab === 'live' ? {} : filters} onClose={() => setOpen(null)} />}
    </main>
  );
}

function Bones() {
  return (
    <div className={styles.body} aria-hidden="true">
      <Skeleton height={36} width="60%" mb="lg" />
      <Skeleton height={320} />
    </div>
  );
}
