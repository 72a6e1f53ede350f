// Month by month: how many were customers, how many left, and the churn with its interval.
import type { Loyalty } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './loyalty.module.css';
import type { OpenedLoyalty } from './loyalty-drawer.js';
import { moneyWords, monthWords, rangeWords, shareWords } from './loyalty-words.js';
import { countWords } from './spans.js';

const ENOUGH = 10;

export function LoyaltyMonths({ report, onOpen }: { report: Loyalty; onOpen: (what: OpenedLoyalty) => void }) {
  const { say, locale } = useWords();
  const count = (n: number) => countWords(n, locale);
  const cell = (
    month: Loyalty['months'][number],
    figure: 'start' | 'left' | 'fresh' | 'end' | 'orders',
    shown: string,
  ) => (
    <button
      type="button"
      onClick={() =>
        onOpen({
          figure: `loyalty.${figure}.${month.month.slice(0, 7)}`,
          name: say(`loyalty.${figure}-in`, { month: monthWords(month.month, locale, true) }),
          definition: say(`loyalty.${figure}-define`),
        })
      }
    >
      {shown}
    </button>
  );
  if (report.months.length === 0) return <p className={styles.words}>{say('loyalty.too-young')}</p>;
  const most = Math.max(...report.months.map((month) => month.churn.high ?? 0), 0.01);
  return (
    <section className={styles.box} aria-labelledby="loyalty-months">
      <h2 id="loyalty-months">{say('loyalty.months')}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('loyalty.month')}</th>
              <th scope="col">{say('loyalty.start')}</th>
              <th scope="col">{say('loyalty.left')}</th>
              <th scope="col">{say('loyalty.fresh')}</th>
              <th scope="col">{say('loyalty.end')}</th>
              <th scope="col">{say('loyalty.churn')}</th>
              <th scope="col">{say('loyalty.revenue')}</th>
            </tr>
          </thead>
          <tbody>
            {report.months.map((month) => (
              <tr key={month.month} data-faint={month.start < ENOUGH || undefined}>
                <th scope="row">{monthWords(month.month, locale)}</th>
                <td>{cell(month, 'start', count(month.start))}</td>
                <td>{cell(month, 'left', count(month.left))}</td>
                <td>{cell(month, 'fresh', count(month.fresh))}</td>
                <td>{cell(month, 'end', count(month.end))}</td>
                <td className={styles.churn}>
                  {cell(month, 'left', shareWords(month.churn.rate, locale))}{' '}
                  <small>({rangeWords(month.churn, say, locale)})</small>
                  {month.churn.low !== null && month.churn.high !== null && (
                    <span className={styles.whisker} aria-hidden="true">
                      <i
                        style={{
                          insetInlineStart: `${(month.churn.low / most) * 100}%`,
                          width: `${((month.churn.high - month.churn.low) / most) * 100}%`,
                        }}
                      />
                      <b style={{ insetInlineStart: `${((month.churn.rate ?? 0) / most) * 100}%` }} />
                    </span>
                  )}
                </td>
                <td>{cell(month, 'orders', moneyWords(month.revenue, report.currency ?? '', locale))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
