// Promises of the overview: the share kept of each kind, by how much the others were missed, what is broken now, and the trend.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Promises, PromisesOf } from '../api/shapes.js';
import { policiesQuery } from '../settings/promises.js';
import { Failed } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { useWords, type Word } from '../words/words.js';
import charts from './charts.module.css';
import { DayChart } from './day-chart.js';
import styles from './promises-panel.module.css';
import type { Filters } from './report-filters.js';
import { usePromises } from './report-queries.js';
import type { Opened } from './rows-drawer.js';
import { countWords, percentWords, spanWords } from './spans.js';
import { Base, Verdict } from './tiles.js';

interface Props {
  filters: Filters;
  onOpen: (what: Opened) => void;
}

const NAMES: Record<NonNullable<PromisesOf['target']>, Word> = {
  'first-response': 'figure.first-response',
  'next-response': 'figure.next-response',
  resolution: 'kept.resolution',
};

export function PromisesPanel({ filters, onOpen }: Props) {
  const { say } = useWords();
  const report = usePromises(filters);
  const { data } = report;
  return (
    <section className={styles.panel} aria-labelledby="promises-kept" data-testid="report-promises">
      <h2 id="promises-kept">{say('kept.title')}</h2>
      {report.isError && !data && <Failed error={report.error} reset={() => void report.refetch()} />}
      {report.isPending && <Skeleton height={150} />}
      {data && isEmpty(data) && <None />}
      {data && !isEmpty(data) && <Kept report={data} onOpen={onOpen} />}
    </section>
  );
}

/** Nothing ended in either period, and nothing is broken. */
const isEmpty = ({ all }: Promises) => all.kept.n === 0 && all.kept.previousN === 0 && all.broken.value === 0;

/** Where nothing is promised at all, a lead is told what a promise is for and where it is made. */
function None() {
  const { say } = useWords();
  const lead = useMe().agent.role !== 'agent';
  const policies = useQuery({ ...policiesQuery, enabled: lead }).data;
  const never = policies && !policies.some(({ enabled }) => enabled);
  return (
    <div className={styles.none}>
      {never && <strong>{say('kept.never')}</strong>}
      <p>{say(never ? 'kept.never-how' : 'kept.none')}</p>
      {lead && (
        <Link to="/settings/$page" params={{ page: 'promises' }}>
          {say(never ? 'promises.add' : 'kept.settings')}
        </Link>
      )}
    </div>
  );
}

function Kept({ report, onOpen }: { report: Promises; onOpen: Props['onOpen'] }) {
  const { say } = useWords();
  return (
    <>
      <div className={styles.tiles}>
        {[report.all, ...report.targets].map((of) => (
          <PromiseTile
            key={of.target ?? 'all'}
            of={of}
            name={say(of.target ? NAMES[of.target] : 'kept.all')}
            onOpen={onOpen}
          />
        ))}
      </div>
      {report.all.broken.value > 0 && (
        <p>
          <Link to="/inbox/$view" params={{ view: 'at-risk' }} search={{}}>
            {say('kept.queue', { view: say('view.at-risk') })}
          </Link>
        </p>
      )}
      <div className={charts.charts}>
        <PromisesChart report={report} onOpen={onOpen} />
      </div>
    </>
  );
}

/** One kind of promise: what each of its numbers is, is a door of its own. */
export function PromiseTile({ of, name, onOpen }: { of: PromisesOf; name: string; onOpen: Props['onOpen'] }) {
  const { say, locale } = useWords();
  const { kept, late, broken } = of;
  const percent = (share: number) => percentWords(share, locale);
  const open = (figure: string) => onOpen({ figure, day: null, ...(of.target ? { detail: name } : {}) });
  return (
    <section className={styles.tile} data-promises data-faint={!kept.enough || undefined} aria-label={name}>
      <button type="button" onClick={() => open(kept.figure)}>
        <span className={styles.name}>{name}</span>
        <span className={styles.value}>{kept.share === null ? '—' : percent(kept.share)}</span>
        <span className={styles.foot}>
          <Base n={kept.n} low={kept.interval.low} high={kept.interval.high} words={percent} />
          <Verdict change={kept.change} before={kept.previousShare} words={percent} />
        </span>
      </button>
      {kept.n > 0 && (
        <button type="button" className={styles.more} onClick={() => open(late.figure)} disabled={late.n === 0}>
          {late.n === 0 || late.median === null || late.p90 === null
            ? say('kept.missed-none')
            : say(late.n === 1 ? 'kept.missed-one' : 'kept.missed', {
                ...{ shown: countWords(late.n, locale), median: spanWords(late.median, locale) },
                p90: spanWords(late.p90, locale),
              })}
        </button>
      )}
      <button
        type="button"
        className={styles.more}
        data-alarm={broken.value > 0 || undefined}
        onClick={() => open(broken.figure)}
        disabled={broken.value === 0}
      >
        {broken.value === 0 ? say('kept.broken-none') : say('kept.broken', { shown: countWords(broken.value, locale) })}
      </button>
    </section>
  );
}

export function PromisesChart({ report, onOpen }: { report: Promises; onOpen: Props['onOpen'] }) {
  const { say, locale } = useWords();
  const { figure } = report.all.kept;
  return (
    <DayChart<Promises['days'][number]>
      title={say('kept.chart')}
      days={report.days}
      unit="share"
      words={(value) => percentWords(value, locale)}
      onDay={(_, day) => onOpen({ figure: 'promises.ended', day })}
      onTitle={() => onOpen({ figure, day: null })}
      series={[
        {
          ...{ name: say('kept.band'), kind: 'line', tint: 'accent', figure: 'promises.ended' },
          ...{ value: (day) => day.share, band: (day) => day.interval },
        },
      ]}
    />
  );
}
