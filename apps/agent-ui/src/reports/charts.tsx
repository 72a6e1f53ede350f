// The small charts of the report: tickets, first response, resolution, satisfaction over time and by score, and who was not asked.

import type { DayLine, Overview } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { standingOf } from './answer-bars.js';
import styles from './charts.module.css';
import { DayChart } from './day-chart.js';
import { figureName } from './figure-words.js';
import answers from './satisfaction.module.css';
import { axisSpan, countWords, percentWords, spanWords } from './spans.js';

interface Props {
  report: Overview;
  onOpen: (figure: string, day: string | null) => void;
}

export function Charts({ report, onOpen }: Props) {
  return (
    <div className={styles.charts}>
      <TicketsChart report={report} onOpen={onOpen} />
      <DurationChart figure="first-response" report={report} onOpen={onOpen} />
      <DurationChart figure="full-resolution" report={report} onOpen={onOpen} />
      <CsatChart report={report} onOpen={onOpen} />
      <Scores report={report} onOpen={onOpen} />
      <NotAsked report={report} onOpen={onOpen} />
    </div>
  );
}

export function TicketsChart({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const bar = (figure: string, tint: 'grey' | 'accent', value: (day: DayLine) => number) =>
    ({ name: figureName(figure, say, locale), kind: 'bar', tint, value, figure }) as const;
  return (
    <DayChart
      title={say('chart.tickets')}
      days={report.days}
      unit="count"
      words={(value) => countWords(value, locale)}
      onDay={onOpen}
      onTitle={() => onOpen('tickets.opened', null)}
      series={[
        bar('tickets.opened', 'grey', (day) => day.opened),
        bar('tickets.solved', 'accent', (day) => day.solved),
      ]}
    />
  );
}

const DURATIONS = {
  'first-response': (day: DayLine) => day.firstResponse,
  'full-resolution': (day: DayLine) => day.fullResolution,
};
export function DurationChart({ figure, report, onOpen }: Props & { figure: keyof typeof DURATIONS }) {
  const { say, locale } = useWords();
  const of = DURATIONS[figure];
  return (
    <DayChart
      title={figureName(figure, say, locale)}
      days={report.days}
      unit="seconds"
      words={(seconds) => spanWords(seconds, locale)}
      axis={(seconds) => axisSpan(seconds, locale)}
      onDay={onOpen}
      onTitle={() => onOpen(figure, null)}
      series={[
        { name: say('chart.median'), kind: 'line', tint: 'accent', value: (day) => of(day).median, figure },
        { name: 'p90', kind: 'thin', tint: 'amber', value: (day) => of(day).p90, figure },
      ]}
    />
  );
}

export function CsatChart({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const { figure } = report.csat.score;
  return (
    <DayChart
      title={say('chart.csat')}
      days={report.days}
      unit="share"
      words={(value) => percentWords(value, locale)}
      onDay={onOpen}
      onTitle={() => onOpen(figure, null)}
      series={[
        {
          name: say('chart.csat-band'),
          kind: 'line',
          tint: 'accent',
          value: (day) => day.csat,
          band: (day) => day.csatInterval,
          figure,
        },
      ]}
    />
  );
}

export function Scores({ report, onOpen }: Props) {
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
                  {score.count > 0 && (
                    <span
                      className={answers.fill}
                      data-standing={standingOf('csat', score)}
                      style={{ width: `${(score.count / most) * 100}%` }}
                    />
                  )}
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

export function NotAsked({ report, onOpen }: Props) {
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
