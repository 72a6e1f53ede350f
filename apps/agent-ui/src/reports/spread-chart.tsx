// How a duration is spread: bars on a logarithmic scale with the median, p90 and p99 marked; every bar opens its tickets.
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Load } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { figureName } from './figure-words.js';
import styles from './load.module.css';
import type { Opened } from './rows-drawer.js';
import { placeOf, spanRange } from './span-range.js';
import { axisSpan, countWords, spanWords } from './spans.js';

export function SpreadChart({ report, onOpen }: { report: Load; onOpen: (what: Opened) => void }) {
  const { say, locale } = useWords();
  const [measure, setMeasure] = useState<string>('first-response');
  const spread = report.spreads.find((each) => each.figure === measure) ?? report.spreads[0];
  if (!spread) return null;
  const { bars } = spread;
  const most = Math.max(1, ...bars.map((bar) => bar.n));
  const marks = [
    { name: say('chart.median'), value: spread.median },
    { name: 'p90', value: spread.p90 },
    { name: 'p99', value: spread.p99 },
  ];
  return (
    <section className={styles.box} data-testid="load-spread">
      <header className={styles.spreadHead}>
        <h2>{say('load.spread')}</h2>
        <NativeSelect
          size="xs"
          aria-label={say('load.measure')}
          value={spread.figure}
          onChange={(event) => setMeasure(event.target.value)}
          data={report.spreads.map((each) => ({ value: each.figure, label: figureName(each.figure, say, locale) }))}
        />
      </header>
      {spread.n === 0 ? (
        <p>{say('load.none')}</p>
      ) : (
        <>
          <p className={styles.marks}>
            <span>n = {countWords(spread.n, locale)}</span>
            {marks.map(({ name, value }, i) => (
              <span key={name} data-mark={i}>
                {name} {value === null ? '—' : spanWords(value, locale)}
              </span>
            ))}
          </p>
          <div className={styles.bars}>
            {bars.map((bar) => {
              const name = spanRange(bar.from, bar.to, say, locale);
              return (
                <button
                  key={bar.figure}
                  type="button"
                  title={`${name}: ${countWords(bar.n, locale)}`}
                  aria-label={`${name}: ${countWords(bar.n, locale)}`}
                  onClick={() =>
                    onOpen({
                      figure: bar.figure,
                      day: null,
                      detail: `${figureName(spread.figure, say, locale)}, ${name}`,
                    })
                  }
                >
                  <span className={styles.number}>{bar.n > 0 ? countWords(bar.n, locale) : ''}</span>
                  <span className={styles.bar} style={{ height: `${(bar.n / most) * 78}%` }} />
                </button>
              );
            })}
            {marks.map(({ name, value }, i) =>
              value === null ? null : (
                <span
                  key={name}
                  className={styles.mark}
                  data-mark={i}
                  aria-hidden="true"
                  style={{ insetInlineStart: `${placeOf(value, bars) * 100}%` }}
                />
              ),
            )}
          </div>
          <div className={styles.axis} aria-hidden="true">
            {bars.map((bar, i) => (
              <span key={bar.figure}>{i % 3 === 0 && axisSpan(bar.from, locale)}</span>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
