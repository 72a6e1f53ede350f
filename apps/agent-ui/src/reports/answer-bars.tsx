// How answers are spread over the points of their scale: a bar each, best first, and the sums of low, middle and good.
import type { Satisfaction } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import charts from './charts.module.css';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';

type Score = Satisfaction['distribution'][number];
type Standing = 'good' | 'middle' | 'low';

/** Where a score stands; as libs/survey has it. */
export function standingOf(kind: Satisfaction['kind'], { score, scaleMax, good }: Score): Standing {
  if (good) return 'good';
  if (kind === 'nps') return score >= 7 ? 'middle' : 'low';
  return scaleMax > 2 && score >= (1 + scaleMax) / 2 ? 'middle' : 'low';
}

interface Props {
  report: Satisfaction;
  onOpen: (figure: string) => void;
}

export function AnswerBars({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const { kind, distribution } = report;
  const most = Math.max(1, ...distribution.map((score) => score.count));
  const total = distribution.reduce((sum, score) => sum + score.count, 0);
  const named = (standing: Standing) =>
    say(kind === 'nps' ? `sat.standing.nps-${standing}` : `sat.standing.${standing}`);
  const sum = (standing: Standing) =>
    distribution.filter((score) => standingOf(kind, score) === standing).reduce((all, { count }) => all + count, 0);
  return (
    <section className={`${charts.box} ${report.hundred ? '' : styles.wide}`} data-testid="answer-bars">
      <h2>{say('sat.answers')}</h2>
      {total === 0 ? (
        <p>{say('chart.no-answers')}</p>
      ) : (
        <>
          <p className={styles.sums}>
            {(['good', 'middle', 'low'] as const).map((standing) => (
              <button key={standing} type="button" onClick={() => onOpen(`${kind}.${standing}`)}>
                <i data-standing={standing} aria-hidden="true" />
                {named(standing)} {percentWords(sum(standing) / total, locale)}
              </button>
            ))}
          </p>
          <ul>
            {distribution.toReversed().map((score) => (
              <li key={score.figure}>
                <button type="button" onClick={() => onOpen(score.figure)}>
                  <span>{say('survey.answered', { score: score.score, max: score.scaleMax })}</span>
                  <span className={charts.track}>
                    {score.count > 0 && (
                      <span
                        className={styles.fill}
                        data-standing={standingOf(kind, score)}
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
        </>
      )}
    </section>
  );
}
