// Those who came together, month by month after: a heat map that is a table, darker where more ordered again.
import type { Loyalty } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './loyalty.module.css';
import type { OpenedLoyalty } from './loyalty-drawer.js';
import { monthWords, rangeWords, shareWords } from './loyalty-words.js';
import { countWords } from './spans.js';

const ENOUGH = 10;

export function CohortTable({ report, onOpen }: { report: Loyalty; onOpen: (what: OpenedLoyalty) => void }) {
  const { say, locale } = useWords();
  const cohorts = report.cohorts.filter((cohort) => cohort.n > 0);
  if (cohorts.length === 0) return null;
  const columns = Math.max(...cohorts.map((cohort) => cohort.shares.length));
  return (
    <section className={styles.box} aria-labelledby="loyalty-cohorts">
      <h2 id="loyalty-cohorts">{say('loyalty.cohorts')}</h2>
      <p className={styles.words}>{say('loyalty.cohorts-define')}</p>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="cohorts">
          <thead>
            <tr>
              <th scope="col">{say('loyalty.first-order')}</th>
              <th scope="col">{say('loyalty.customers')}</th>
              {Array.from({ length: columns - 1 }, (_, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the number is what it is
                <th key={i} scope="col">
                  {say('loyalty.month-after', { n: i + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <tr key={cohort.month} data-faint={cohort.n < ENOUGH || undefined}>
                <th scope="row">{monthWords(cohort.month, locale)}</th>
                <td>
                  <button
                    type="button"
                    onClick={() =>
                      onOpen({
                        figure: `loyalty.cohort.${cohort.month.slice(0, 7)}.0`,
                        name: say('loyalty.cohort-first', { month: monthWords(cohort.month, locale, true) }),
                        definition: say('loyalty.cohorts-define'),
                      })
                    }
                  >
                    {countWords(cohort.n, locale)}
                  </button>
                </td>
                {cohort.shares.slice(1).map((one) => (
                  <td
                    key={one.after}
                    className={styles.heat}
                    data-some={one.count > 0 || undefined}
                    style={{ '--share': `${Math.round((one.share.rate ?? 0) * 100)}%` } as React.CSSProperties}
                  >
                    <button
                      type="button"
                      title={`${countWords(one.count, locale)} · ${rangeWords(one.share, say, locale)}`}
                      onClick={() =>
                        onOpen({
                          figure: one.figure,
                          name: say('loyalty.cohort-name', {
                            month: monthWords(cohort.month, locale, true),
                            after: say('loyalty.month-after', { n: one.after }),
                          }),
                          definition: say('loyalty.cohorts-define'),
                        })
                      }
                    >
                      {shareWords(one.share.rate, locale)}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
