// The overview: a sentence on what changed, tiles, small charts; every mark opens the tickets behind it.
import { Skeleton } from '@mantine/core';
import { Failed } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import { Charts } from './charts.js';
import { PromisesPanel } from './promises-panel.js';
import type { Filters } from './report-filters.js';
import { useOverview } from './report-queries.js';
import styles from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import { sentence } from './sentence.js';
import { Tiles } from './tiles.js';
import { WorkPart } from './work-part.js';

export function OverviewTab({ filters, onOpen }: { filters: Filters; onOpen: (what: Opened) => void }) {
  const { say, locale } = useWords();
  const report = useOverview(filters);
  const { data } = report;
  if (report.isError && !data) return <Failed error={report.error} reset={() => void report.refetch()} />;
  if (!data) return <Bones />;
  return (
    <div className={styles.body} data-stale={report.isPlaceholderData || undefined}>
      <p className={styles.sentence} data-testid="report-sentence">
        {sentence(data.changes, say, locale) || say('sentence.nothing')}
      </p>
      <Tiles report={data} onOpen={(figure) => onOpen({ figure, day: null })} />
      <WorkPart filters={filters} onOpen={onOpen} />
      <Charts report={data} onOpen={(figure, day) => onOpen({ figure, day })} />
      <PromisesPanel filters={filters} onOpen={onOpen} />
      <p className={styles.small}>{say('reports.small', { zone: data.timeZone })}</p>
    </div>
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
