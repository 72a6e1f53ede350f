// What became of the bad answers of thirty days: how many were recovered, with its interval, and how the others ended.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import { useWords, type Word } from '../words/words.js';
import styles from './cases.module.css';

const RowsDrawer = lazy(() => import('../reports/rows-drawer.js').then((m) => ({ default: m.RowsDrawer })));

type Report = components['schemas']['CaseReport'];

export function CaseResults() {
  const { say, locale } = useWords();
  const [opened, setOpened] = useState<string | null>(null);
  const report = useQuery({ queryKey: ['cases', 'report'], queryFn: () => get<Report>('/api/v1/reports/cases') }).data;
  if (!report) return null;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const { recovered } = report;
  const { low, high } = recovered.interval;
  const filters = {
    from: report.from,
    to: report.to,
    channel: '',
    teamId: '',
    agentId: '',
    clock: 'calendar' as const,
  };
  return (
    <section className={styles.results} aria-label={say('cases.results')} data-testid="case-results">
      <button
        type="button"
        className={styles.figure}
        data-few={!recovered.enough || undefined}
        onClick={() => setOpened('cases.recovered')}
      >
        <span>{say('figure.cases-recovered')}</span>
        <b>{recovered.share === null ? '—' : percent.format(recovered.share)}</b>
        <small>
          {say('cases.of', { count: recovered.count, n: recovered.n })}
          {recovered.enough && low !== null && high !== null
            ? ` · ${say('surveys.interval', { low: percent.format(low), high: percent.format(high) })}`
            : ` · ${say('surveys.few')}`}
        </small>
      </button>
      <button type="button" className={styles.figure} onClick={() => setOpened('cases.opened')}>
        <span>{say('figure.cases-opened')}</span>
        <b>{report.opened.value.toLocaleString(locale)}</b>
        <small>{say('cases.days')}</small>
      </button>
      <dl>
        {report.outcomes.map(({ outcome, n }) => (
          <div key={outcome}>
            <dt>{say(`case.outcome.${outcome}` as Word)}</dt>
            <dd>{n.toLocaleString(locale)}</dd>
          </div>
        ))}
      </dl>
      <Suspense>
        {opened && <RowsDrawer figure={opened} day={null} filters={filters} onClose={() => setOpened(null)} />}
      </Suspense>
    </section>
  );
}
