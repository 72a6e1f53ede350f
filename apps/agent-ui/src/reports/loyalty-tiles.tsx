// Churn, retention and lifetime value, each with its interval and its formula in plain words.
import type { Loyalty } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './loyalty.module.css';
import type { OpenedLoyalty } from './loyalty-drawer.js';
import { moneyWords, rangeWords, shareWords } from './loyalty-words.js';
import { countWords } from './spans.js';

const ENOUGH = 10;

export function LoyaltyTiles({ report, onOpen }: { report: Loyalty; onOpen: (what: OpenedLoyalty) => void }) {
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
  const churnFormula = say('loyalty.churn-formula', { n: countWords(churn.n, locale) });
  const valueFormula = [
    value.value === null
      ? say('loyalty.value-none')
      : say('loyalty.value-formula', { value: money(value.averageValue), months: number(value.averageLifespan) }),
    say('loyalty.value-assumes'),
  ].join(' ');
  const opens = (figure: string, name: string, definition: string) => ({
    type: 'button' as const,
    onClick: () =>
      onOpen({ figure: `loyalty.${figure}`, name, definition: `${definition} ${say('loyalty.counted-define')}` }),
  });
  return (
    <section className={styles.tiles} aria-label={say('reports.tab.loyalty')}>
      <div className={styles.tile} data-faint={faint}>
        <h2>{say('loyalty.churn')}</h2>
        <p className={styles.value}>
          <button {...opens('left', say('loyalty.churn'), churnFormula)}>{shareWords(churn.rate, locale)}</button>{' '}
          <small>{rangeWords(churn, say, locale)}</small>
        </p>
        <p>{churnFormula}</p>
      </div>
      <div className={styles.tile} data-faint={faint}>
        <h2>{say('loyalty.retention')}</h2>
        <p className={styles.value}>
          <button {...opens('kept', say('loyalty.retention'), say('loyalty.retention-formula'))}>
            {shareWords(kept, locale)}
          </button>{' '}
          <small>{rangeWords(keptRange, say, locale)}</small>
        </p>
        <p>{say('loyalty.retention-formula')}</p>
      </div>
      <div className={styles.tile} data-faint={faint}>
        <h2>{say('loyalty.value')}</h2>
        <p className={styles.value}>
          <button {...opens('value', say('loyalty.value'), valueFormula)}>{money(value.value)}</button>{' '}
          {value.low !== null && (
            <small>
              {value.high === null
                ? say('loyalty.at-least', { low: money(value.low) })
                : say('answers.range', { low: money(value.low), high: money(value.high) })}
            </small>
          )}
        </p>
        <p>{valueFormula}</p>
      </div>
    </section>
  );
}
