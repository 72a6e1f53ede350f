// What solving took, below the tiles: both waits, replies, hands and reopenings; every mark opens the tickets behind it.
import { Skeleton } from '@mantine/core';
import type { Work } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import charts from './charts.module.css';
import type { Filters } from './report-filters.js';
import { useWork } from './report-queries.js';
import type { Opened } from './rows-drawer.js';
import { countWords, spanWords } from './spans.js';
import { Duration, Share } from './tiles.js';
import styles from './work-part.module.css';

interface Props {
  filters: Filters;
  onOpen: (what: Opened) => void;
}

export function WorkPart({ filters, onOpen }: Props) {
  const { say } = useWords();
  const report = useWork(filters);
  const { data } = report;
  if (report.isError && !data) return <Failed error={report.error} reset={() => void report.refetch()} />;
  return (
    <section className={styles.part} data-testid="report-work" data-stale={report.isPlaceholderData || undefined}>
      <h2>{say('work.title')}</h2>
      <p>{say('work.about')}</p>
      {data ? <Solved report={data} onOpen={onOpen} /> : <Skeleton height={230} />}
    </section>
  );
}

function Solved({ report, onOpen }: { report: Work; onOpen: Props['onOpen'] }) {
  const { say, locale } = useWords();
  const open = (figure: string) => onOpen({ figure, day: null });
  const { waits, oneTouch, reopened, noHandoffs, handoffs, reopenedOnce, unjudged } = report;
  const mean = (value: number) => countWords(Math.round(value * 10) / 10, locale);
  return (
    <>
      <div className={styles.tiles}>
        {waits.map((wait) => (
          <Duration key={wait.figure} figure={wait} onOpen={open} neutral={wait.figure === 'agent-wait'}>
            {wait.p99 !== null && wait.mean !== null && (
              <span>{say('work.tail', { p99: spanWords(wait.p99, locale), mean: spanWords(wait.mean, locale) })}</span>
            )}
          </Duration>
        ))}
        <Share figure={oneTouch} onOpen={open} />
        <Share figure={reopened} onOpen={open} lowerIsBetter>
          {reopened.count > 0 && (
            <span>
              {say('work.once', {
                tickets: countWords(reopenedOnce.tickets, locale),
                people: countWords(reopenedOnce.people, locale),
              })}
            </span>
          )}
        </Share>
        <Share figure={noHandoffs} onOpen={open}>
          {handoffs.mean !== null && <span>{say('work.handoffs', { mean: mean(handoffs.mean) })}</span>}
        </Share>
        <Touches report={report} onOpen={onOpen} />
      </div>
      {unjudged > 0 && (
        <button type="button" className={styles.unjudged} onClick={() => open('reopened.unjudged')}>
          {say('work.unjudged', { count: unjudged })}
        </button>
      )}
    </>
  );
}

function Touches({ report: { touches, distribution }, onOpen }: { report: Work; onOpen: Props['onOpen'] }) {
  const { say, locale } = useWords();
  const most = Math.max(1, ...distribution.map(({ count }) => count));
  return (
    <section className={`${charts.box} ${styles.touches}`} data-testid="report-touches">
      <h3>
        <button type="button" onClick={() => onOpen({ figure: 'touches', day: null })}>
          {say('work.touches')}
        </button>
        {touches.mean !== null && (
          <small>{say('work.mean', { mean: countWords(Math.round(touches.mean * 10) / 10, locale) })}</small>
        )}
      </h3>
      <ul>
        {distribution.map(({ figure, touches: many, count }) => {
          const last = many === distribution.length - 1;
          const name = many === 0 ? say('work.none') : `${many}${last ? '+' : ''}`;
          return (
            <li key={figure}>
              <button type="button" onClick={() => onOpen({ figure, day: null, detail: name })}>
                <span>{name}</span>
                <span className={charts.track}>
                  {count > 0 && (
                    <span className={charts.fill} data-good style={{ width: `${(count / most) * 100}%` }} />
                  )}
                </span>
                <span>{countWords(count, locale)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
