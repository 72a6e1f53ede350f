// How satisfaction goes with coming back: after a low, a middle and a good answer; said as what goes together, not what follows.
import type { Loyalty } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './loyalty.module.css';
import type { OpenedLoyalty } from './loyalty-drawer.js';
import { rangeWords, shareWords } from './loyalty-words.js';
import { countWords } from './spans.js';

const ENOUGH = 10;

export function LoyaltyBack({ report, onOpen }: { report: Loyalty; onOpen: (what: OpenedLoyalty) => void }) {
  const { say, locale } = useWords();
  const answered = report.cameBack.reduce((sum, one) => sum + one.share.n, 0);
  const { verdict, difference, low, high } = report.difference;
  const points = (share: number | null) =>
    share === null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(share * 100);
  const days = say('loyalty.days', { count: report.backDays });
  const out = (which: 'strangers' | 'young', words: string) => (
    <button
      type="button"
      className={styles.out}
      onClick={() => onOpen({ figure: `loyalty.out.${which}`, name: say('loyalty.out'), definition: words })}
    >
      {words}
    </button>
  );
  return (
    <section className={styles.box} aria-labelledby="loyalty-back" data-testid="came-back">
      <h2 id="loyalty-back">{say('loyalty.back')}</h2>
      {answered === 0 ? (
        <p className={styles.words}>{say('loyalty.back-none', { days })}</p>
      ) : (
        <>
          <p className={styles.words}>
            {verdict === 'higher' || verdict === 'lower'
              ? say(verdict === 'higher' ? 'loyalty.back-higher' : 'loyalty.back-lower', {
                  ...{ difference: points(Math.abs(difference ?? 0)), low: points(low), high: points(high) },
                })
              : say(verdict === 'too-few' ? 'loyalty.back-too-few' : 'loyalty.back-same')}
          </p>
          <ul className={styles.back}>
            {report.cameBack.map((one) => (
              <li key={one.standing} data-faint={one.share.n < ENOUGH || undefined}>
                <button
                  type="button"
                  onClick={() =>
                    onOpen({
                      figure: one.figure,
                      name: say(`loyalty.after.${one.standing}`),
                      definition: say('loyalty.back-define', { days }),
                    })
                  }
                >
                  <span>{say(`loyalty.after.${one.standing}`)}</span>
                  <span className={styles.whisker} aria-hidden="true">
                    {one.share.low !== null && one.share.high !== null && (
                      <>
                        <i
                          style={{
                            insetInlineStart: `${one.share.low * 100}%`,
                            width: `${(one.share.high - one.share.low) * 100}%`,
                          }}
                        />
                        <b style={{ insetInlineStart: `${(one.share.rate ?? 0) * 100}%` }} />
                      </>
                    )}
                  </span>
                  <span>
                    <strong>{shareWords(one.share.rate, locale)}</strong>{' '}
                    {say('answers.of', { count: countWords(one.count, locale), n: countWords(one.share.n, locale) })}
                    {one.share.n > 0 && `, ${rangeWords(one.share, say, locale)}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.words}>
        {say('loyalty.back-define', { days })} {say('loyalty.goes-with')}{' '}
        {report.strangers > 0 && out('strangers', say('loyalty.strangers', { count: report.strangers }))}{' '}
        {report.young > 0 && out('young', say('loyalty.young', { count: report.young }))}
      </p>
    </section>
  );
}
