// The mean answer as points of 100 beside the bands of the trade, with its interval: which band it lies in, if that can be said.
import type { Satisfaction } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { rangeWords } from './answer-words.js';
import charts from './charts.module.css';
import styles from './satisfaction.module.css';

interface Props {
  hundred: NonNullable<Satisfaction['hundred']>;
  onOpen: (figure: string) => void;
}

export function HundredScale({ hundred, onOpen }: Props) {
  const { say, locale } = useWords();
  const { value, interval, goodFrom, poorBelow, band } = hundred;
  const points = (each: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(each);
  const bandOf = (each: number) => (each >= goodFrom ? 'good' : each < poorBelow ? 'poor' : 'fair');
  const sure = interval.low !== null && interval.high !== null && bandOf(interval.low) === bandOf(interval.high);
  return (
    <section className={charts.box} data-testid="hundred">
      <h2>{say('sat.hundred.title')}</h2>
      {value === null || band === null ? (
        <p>{say('chart.no-answers')}</p>
      ) : (
        <>
          <button type="button" className={styles.hundred} onClick={() => onOpen(hundred.figure)}>
            <strong>{points(value)}</strong>
            <span>{[rangeWords(interval, points), say(`sat.hundred.${band}`)].filter(Boolean).join(' · ')}</span>
          </button>
          <div className={styles.bands} aria-hidden="true">
            <span data-band="poor" style={{ width: `${poorBelow}%` }} />
            <span data-band="fair" style={{ width: `${goodFrom - poorBelow}%` }} />
            <span data-band="good" style={{ width: `${100 - goodFrom}%` }} />
            {interval.low !== null && interval.high !== null && (
              <i style={{ insetInlineStart: `${interval.low}%`, width: `${interval.high - interval.low}%` }} />
            )}
            <b style={{ insetInlineStart: `${value}%` }} />
          </div>
          <div className={styles.bandMarks} aria-hidden="true">
            {[0, poorBelow, goodFrom, 100].map((each) => (
              <span key={each} style={{ insetInlineStart: `${each}%` }}>
                {points(each)}
              </span>
            ))}
          </div>
          <p className={styles.note}>
            {say('sat.hundred.marks', { poor: points(poorBelow), good: points(goodFrom) })}.{' '}
            {say(sure ? 'sat.hundred.sure' : 'sat.hundred.unsure')} {say('sat.hundred.source')}
          </p>
        </>
      )}
    </section>
  );
}
