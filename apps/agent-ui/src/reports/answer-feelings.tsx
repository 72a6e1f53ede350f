// How the answers feel, each share with its interval; beside it how far such a reading can be trusted.
import type { AnswersSummary } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import type { AnswerSearch } from './answer-query.js';
import styles from './answers.module.css';
import { languageWithin } from './language-words.js';
import { percentWords } from './spans.js';

const ENOUGH = 10;

interface Props {
  summary: AnswersSummary;
  search: AnswerSearch;
  onChange: (next: AnswerSearch) => void;
}

export function AnswerFeelings({ summary, search, onChange }: Props) {
  const { say, locale } = useWords();
  const percent = (share: number | null) => (share === null ? '—' : percentWords(share, locale));
  const range = (one: { low: number | null; high: number | null }) =>
    say('answers.range', { low: percent(one.low), high: percent(one.high) });
  const measured = summary.measured
    .map((one) =>
      say('answers.measured-one', {
        ...{ language: languageWithin(one.language, locale), share: percent(one.share), range: range(one) },
      }),
    )
    .join(', ');
  const verdict = (one: AnswersSummary['feelings'][number]) => {
    const before = percent(one.before);
    if (one.change.verdict === 'higher') return say('tile.up', { before });
    if (one.change.verdict === 'lower') return say('tile.down', { before });
    return one.change.verdict === 'no-difference' ? say('tile.same', { before }) : say('answers.nothing-before');
  };
  return (
    <section className={styles.box} aria-labelledby="answers-feelings">
      <h2 id="answers-feelings">{say('answers.feelings')}</h2>
      <div className={styles.feelings} data-testid="feelings">
        {summary.feelings.map((one) => {
          const on = search.feeling === one.feeling;
          return (
            <button
              key={one.feeling}
              type="button"
              aria-pressed={on}
              data-feeling={one.feeling}
              data-faint={one.n < ENOUGH || undefined}
              onClick={() => onChange({ feeling: on ? undefined : one.feeling })}
            >
              <span className={styles.name}>{say(`feeling.${one.feeling}`)}</span>
              <span className={styles.value}>
                {percent(one.share)} <small>{one.n > 0 && range(one)}</small>
              </span>
              <span className={styles.bar}>
                <i style={{ width: `${(one.share ?? 0) * 100}%` }} />
              </span>
              <span className={styles.beneath}>
                {say('answers.of', { count: one.count, n: one.n })} · {verdict(one)}
              </span>
            </button>
          );
        })}
      </div>
      <p className={styles.honest}>
        {say('answers.measured', { n: summary.measured[0]?.n ?? 0, languages: measured })}
      </p>
      {summary.agreement
        .filter((one) => one.n >= ENOUGH)
        .map((one) => (
          <p key={one.standing} className={styles.honest}>
            {say(one.standing === 'low' ? 'answers.agree-low' : 'answers.agree-good', {
              ...{ count: one.count, n: one.n, share: percent(one.share), range: range(one) },
            })}
          </p>
        ))}
    </section>
  );
}
