// The small charts of the report: tickets, first response, resolution, satisfaction over time and by score, and who was not asked.

import type { DayLine, Overview } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './charts.module.css';
import { DayChart } from './day-chart.js';
import { figureName } from './figure-words.js';
import { axisSpan, countWords, percentWords, spanWords } from './spans.js';

interface Props {
  report: Overview;
  onOpen: (figure: string, day: string | null) => void;
}

export function Charts({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const { days } = report;
  const spans = (seconds: number) => spanWords(seconds, locale);
  const name = (figure: string) => figureName(figure, say, locale);
  const duration = (
    figure: 'first-response' | 'full-resolution',
    of: (day: DayLine) => { median: number | null; p90: number | null },
  ) => (
    <DayChart
      title={name(figure)}
      days={days}
      unit="seconds"
      words={spans}
      axis={(seconds) => axisSpan(seconds, locale)}
      onDay={onOpen}
      onTitle={() => onOpen(figure, null)}
      series={[
        { name: say('chart.median'), kind: 'line', tint: 'accent', value: (day) => of(day).median, figure },
        { name: 'p90', kind: 'thin', tint: 'amber', value: (day) => of(day).p90, figure },
      ]}
    />
  );
  return (
    <div className={styles.charts}>
      <DayChart
        title={say('chart.tickets')}
        days={days}
        unit="count"
        words={(value) => countWords(value, locale)}
        onDay={onOpen}
        onTitle={() => onOpen('tickets.opened', null)}
        series={[
          {
            name: name('tickets.opened'),
            kind: 'bar',
            tint: 'grey',
            value: (day) => day.opened,
            figure: 'tickets.opened',
          },
          {
            name: name('tickets.solved'),
            kind: 'bar',
            tint: 'accent',
            value: (day) => day.solved,
            figure: 'tickets.solved',
          },
        ]}
      />
      {duration('first-response', (day) => day.firstResponse)}
      {duration('full-resolution', (day) => day.fullResolution)}
      <DayChart
        title={say('chart.csat')}
        days={days}
        unit="share"
        words={(value) => percentWords(value, locale)}
        onDay={onOpen}
        onTitle={() => onOpen(report.csat.score.figure, null)}
        series={[
          {
            name: say('chart.csat-band'),
            kind: 'line',
            tint: 'accent',
            value: (day) => day.csat,
            band: (day) => day.csatInterval,
            figure: report.csat.score.figure,
          },
        ]}
      />
      <Scores report={report} onOpen={onOpen} />
      <NotAsked report={report} onOpen={onOpen} />
    </div>
  );
}

function Scores({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const scores = report.csat.distribution;
  const most = Math.max(1, ...scores.map((score) => score.count));
  const total = scores.reduce((sum, score) => sum + score.count, 0);
  return (
    <section className={styles.box}>
      <h2>{say('chart.scores')}</h2>
      {total === 0 ? (
        <p>{say('chart.no-answers')}</p>
      ) : (
        <ul>
          {scores.toReversed().map((score) => (
            <li key={score.figure}>
              <button type="button" onClick={() => onOpen(score.figure, null)}>
                <span>{say('survey.answered', { score: score.score, max: score.scaleMax })}</span>
                <span className={styles.track}>
                  <span
                    className={styles.fill}
                    data-good={score.good || undefined}
                    style={{ width: `${(score.count / most) * 100}%` }}
                  />
                </span>
                <span>
                  {countWords(score.count, locale)} · {percentWords(score.count / total, locale)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NotAsked({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const most = Math.max(1, ...report.notAsked.map((each) => each.count));
  return (
    <section className={styles.box}>
      <h2>{say('chart.not-asked')}</h2>
      {report.notAsked.length === 0 ? (
        <p>{say('chart.all-asked')}</p>
      ) : (
        <ul data-wide>
          {report.notAsked.map((each) => (
            <li key={each.figure}>
              <button type="button" onClick={() => onOpen(each.figure, null)}>
                <span>{figureName(each.figure, say, locale)}</span>
                <span className={styles.track}>
                  <span className={styles.fill} style={{ width: `${(each.count / most) * 100}%` }} />
                </span>
                <span>{countWords(each.count, locale)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
