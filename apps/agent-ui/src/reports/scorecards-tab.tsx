// Scorecards for coaching: one card an agent, each figure with its interval and what became of it; in the order of names, never ranked.
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Breakdown, BreakdownGroup } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { Face } from '../shell/faces.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { rangeWords } from './answer-words.js';
import { figureName } from './figure-words.js';
import { type Filters, filterQuery } from './report-filters.js';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import styles from './scorecards.module.css';
import { countWords, percentWords, spanWords } from './spans.js';
import { Verdict } from './tiles.js';
import { Whisker } from './whisker.js';

const FIGURES = ['csat.good', 'csat.answered', 'first-response', 'full-resolution', 'tickets.solved'] as const;

interface Props {
  filters: Filters;
  onOpen: (what: Opened) => void;
}

export function ScorecardsTab({ filters, onOpen }: Props) {
  const { say, locale } = useWords();
  const me = useMe();
  const reports = useQueries({
    queries: FIGURES.map((figure) => {
      const asked = filterQuery(filters, { figure, by: 'agent' });
      return {
        queryKey: ['report-breakdown', asked],
        queryFn: ({ signal }: { signal: AbortSignal }) => get<Breakdown>(`/api/v1/reports/breakdown?${asked}`, signal),
        placeholderData: keepPreviousData,
      };
    }),
  });
  const failed = reports.find((each) => each.isError && !each.data);
  if (failed) return <Failed error={failed.error} reset={() => void failed.refetch()} />;
  const loaded = reports.flatMap(({ data }) => (data ? [data] : []));
  if (loaded.length < FIGURES.length)
    return (
      <div className={page.body} aria-hidden="true">
        <Skeleton height={220} />
      </div>
    );
  const cards = cardsOf(loaded, locale);
  return (
    <div className={page.body} data-testid="scorecards">
      <p className={styles.lead}>{say(me.agent.role === 'agent' ? 'cards.mine' : 'cards.lead')}</p>
      {cards.length === 0 && <p>{say('rows.none')}</p>}
      <div className={styles.cards}>
        {cards.map(({ id, name, figures }) => (
          <article key={id} className={styles.card} aria-label={name}>
            <header>
              <Face id={id} name={name} size={28} />
              <h2>{name}</h2>
            </header>
            <dl>
              {loaded.map((report) => (
                <Line
                  key={report.figure}
                  report={report}
                  item={figures.get(report.figure)}
                  onOpen={() => onOpen({ figure: report.figure, day: null, group: { by: 'agent', value: id, name } })}
                />
              ))}
            </dl>
          </article>
        ))}
      </div>
      <p className={page.small}>
        {say('cards.small')} {say('reports.small', { zone: loaded[0]?.timeZone ?? '' })}
      </p>
    </div>
  );
}

interface Card {
  id: string;
  name: string;
  figures: Map<string, BreakdownGroup>;
}

/** Those who have anything to show, by name. */
function cardsOf(reports: Breakdown[], locale: string): Card[] {
  const cards = new Map<string, Card>();
  for (const report of reports)
    for (const item of report.items) {
      if (item.group === null || item.name === null) continue;
      const card = cards.get(item.group) ?? { id: item.group, name: item.name, figures: new Map() };
      card.figures.set(report.figure, item);
      cards.set(item.group, card);
    }
  return [...cards.values()].sort((a, b) => a.name.localeCompare(b.name, locale));
}

interface LineProps {
  report: Breakdown;
  item: BreakdownGroup | undefined;
  onOpen: () => void;
}
function Line({ report, item, onOpen }: LineProps) {
  const { say, locale } = useWords();
  const { shows, figure } = report;
  const words = (value: number) =>
    shows === 'share'
      ? percentWords(value, locale)
      : shows === 'duration'
        ? spanWords(value, locale)
        : countWords(value, locale);
  const few = shows !== 'count' && !item?.enough;
  const { low = null, high = null } = item?.interval ?? {};
  return (
    <div className={styles.line} data-faint={few || undefined}>
      <dt>
        <button type="button" onClick={onOpen}>
          {figureName(figure, say, locale)}
        </button>
      </dt>
      <dd>
        <strong>{item?.value == null ? '—' : words(item.value)}</strong>{' '}
        {shows !== 'count' && (
          <small>
            {[rangeWords({ low, high }, words), `n\u00a0=\u00a0${countWords(item?.n ?? 0, locale)}`]
              .filter(Boolean)
              .join(' · ')}
          </small>
        )}
        {shows === 'share' && !few && low !== null && high !== null && (
          <Whisker low={low} high={high} at={item?.value ?? null} />
        )}
        <small className={styles.change}>
          {few
            ? say('cards.few')
            : item?.previousValue === 0 && shows === 'count'
              ? say('tile.none-before')
              : item && (
                  <Verdict
                    change={item.change}
                    before={item.previousValue}
                    words={words}
                    lowerIsBetter={shows === 'duration'}
                  />
                )}
        </small>
      </dd>
    </div>
  );
}
