// The load: when tickets come, how many lie open and how old they are, and how durations are spread; every mark opens its tickets.
import { Skeleton } from '@mantine/core';
import type { Load } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { longDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './charts.module.css';
import { DayChart } from './day-chart.js';
import { HourMap } from './hour-map.js';
import type { Filters } from './report-filters.js';
import { useLoad } from './report-queries.js';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import { spanRange } from './span-range.js';
import { countWords } from './spans.js';
import { SpreadChart } from './spread-chart.js';

interface Props {
  filters: Filters;
  onOpen: (what: Opened) => void;
}

export function LoadTab({ filters, onOpen }: Props) {
  const { say } = useWords();
  const report = useLoad(filters);
  const { data } = report;
  if (report.isError && !data) return <Failed error={report.error} reset={() => void report.refetch()} />;
  if (!data)
    return (
      <div className={page.body} aria-hidden="true">
        <Skeleton height={260} mb="lg" />
        <Skeleton height={200} />
      </div>
    );
  return (
    <div className={page.body} data-stale={report.isPlaceholderData || undefined}>
      <HourMap report={data} onOpen={onOpen} />
      <div className={styles.charts}>
        <OpenChart report={data} onOpen={onOpen} />
        <Ages report={data} onOpen={onOpen} />
      </div>
      <SpreadChart report={data} onOpen={onOpen} />
      <p className={page.small}>{say('reports.small', { zone: data.timeZone })}</p>
    </div>
  );
}

interface PartProps {
  report: Load;
  onOpen: Props['onOpen'];
}
export function OpenChart({ report, onOpen }: PartProps) {
  const { say, locale } = useWords();
  const last = report.days.at(-1);
  const openOn = (day: string) =>
    onOpen({ figure: `tickets.open.${day}`, day: null, detail: longDay(`${day}T12:00:00`, locale) });
  if (!last) return null;
  return (
    <DayChart
      title={say('load.open')}
      days={report.days}
      unit="count"
      words={(value) => countWords(value, locale)}
      onDay={(_, day) => openOn(day)}
      onTitle={() => openOn(last.day)}
      series={[{ name: say('load.open'), kind: 'line', tint: 'accent', value: (day) => day.n, figure: 'tickets.open' }]}
    />
  );
}

export function Ages({ report, onOpen }: PartProps) {
  const { say, locale } = useWords();
  const most = Math.max(1, ...report.ages.map((age) => age.n));
  return (
    <section className={styles.box}>
      <h2>{say('load.ages')}</h2>
      <ul data-wide>
        {report.ages.map((age) => {
          const name = spanRange(age.from, age.to, say, locale);
          return (
            <li key={age.figure}>
              <button type="button" onClick={() => onOpen({ figure: age.figure, day: null, detail: name })}>
                <span>{name}</span>
                <span className={styles.track}>
                  <span className={styles.fill} data-good style={{ width: `${(age.n / most) * 100}%` }} />
                </span>
                <span>{countWords(age.n, locale)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
