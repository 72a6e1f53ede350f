// Churn, retention and lifetime value, each with its interval and its formula in plain words.
import type { Loyalty } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './loyalty.module.css';
import { moneyWords, rangeWords, shareWords } from './loyalty-words.js';
import { countWords } from './spans.js';

const ENOUGH = 10;

export function LoyaltyTiles({ report }: { report: Loyalty }) {
  const { say, locale } = useWords();
  const { churn, value } = report;
  const currency = report.currency ?? '';
  const money = (amount: number | null) => (amount === null ? '—' : moneyWords(amount, currency, locale));
  const number = (of: number | null) =>
    of === null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(of);
  const faint = churn.n < ENOUGH || undefined;
  const kept = churn.rate === null ? null : 1 - churn.rate;
  const keptRange = {
    low: churn.high === null ? null : 1 - churn.high,
    high: churn.low === null ? null : 1 - churn.low,
  };
  return (
    <section className={styles.tiles} aria-label={say('reports.tab.loyalty')}>
      <div className={styles.tile} data-faint={faint}>
        <h2>{say('loyalty.churn')}</h2>
        <p className={styles.value}>
          {shareWords(churn.rate, locale)} <small>{rangeWords(churn, say, locale)}</small>
        </p>
        <p>{say('loyalty.churn-formula', { n: countWords(churn.n, locale) })}</p>
      </div>
      <div className={styles.tile} data-faint={faint}>
        <h2>{say('loyalty.retention')}</h2>
        <p className={styles.value}>
          {shareWords(kept, locale)} <small>{rangeWords(keptRange, say, locale)}</small>
        </p>
        <p>{say('loyalty.retention-formula')}</p>
      </div>
      <div className={styles.tile} data-faint={faint}>
        <h2>{say('loyalty.value')}</h2>
        <p className={styles.value}>
          {money(value.value)}{' '}
          {value.low !== null && (
            <small>
              {value.high === null
                ? say('loyalty.at-least', { low: money(value.low) })
                : say('answers.range', { low: money(value.low), high: money(value.high) })}
            </small>
          )}
        </p>
        <p>
          {value.value === null
            ? say('loyalty.value-none')
            : say('loyalty.value-formula', {
                value: money(value.averageValue),
                months: number(value.averageLifespan),
              })}{' '}
          {say('loyalty.value-assumes')}
        </p>
      </div>
    </section>
  );
}
