// Arrivals by weekday and hour: a table whose cells are shaded by their number; arrows move, Enter opens the tickets.
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Load } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './load.module.css';
import type { Opened } from './rows-drawer.js';
import { countWords } from './spans.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const STEPS: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};
/** Narrower than this, hours stand under each other and days side by side. */
const WIDE = 720;

const weekdayName = (weekday: number, locale: string, style: 'short' | 'long') =>
  // The fifth of January 1970 was a Monday.
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format((weekday + 3) * 86_400_000);

/** How deep a cell is shaded: what has anything in it is seen to have, and its number stays legible in either theme. */
const heatOf = (share: number) =>
  ({ '--heat': `${share === 0 ? 0 : 6 + Math.round(share * 40)}%` }) as React.CSSProperties;

export function HourMap({ report, onOpen }: { report: Load; onOpen: (what: Opened) => void }) {
  const { say, locale } = useWords();
  const { ref, width } = useElementSize();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const wide = width === 0 || width >= WIDE;
  const [rows, columns] = wide ? [WEEKDAYS, HOURS] : [HOURS, WEEKDAYS];
  const most = Math.max(1, ...report.hours.map((each) => each.n));
  const cellAt = (row: number, column: number) => {
    const [weekday, hour] = wide ? [row + 1, column] : [column + 1, row];
    return report.hours[(weekday - 1) * 24 + hour]!;
  };
  const move = (event: KeyboardEvent, row: number, column: number) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const to: [number, number] = [
      Math.min(rows.length - 1, Math.max(0, row + step[0])),
      Math.min(columns.length - 1, Math.max(0, column + step[1])),
    ];
    setAt(to);
    table.current?.querySelector<HTMLElement>(`[data-at="${to.join(' ')}"]`)?.focus();
  };
  const name = (of: number, isDay: boolean) => (isDay ? weekdayName(of, locale, 'short') : String(of));
  return (
    <section className={styles.box} ref={ref}>
      <h2>{say('load.hours')}</h2>
      <table ref={table} className={styles.hours} data-wide={wide || undefined} data-testid="load-hours">
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {name(column, !wide)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((each, row) => (
            <tr key={each}>
              <th scope="row">{name(each, wide)}</th>
              {columns.map((other, column) => {
                const cell = cellAt(row, column);
                const average = cell.n / Math.max(1, report.weekdays[cell.weekday - 1] ?? 1);
                const detail = `${weekdayName(cell.weekday, locale, 'long')}, ${cell.hour}:00 – ${cell.hour + 1}:00`;
                const words = say('load.hour', {
                  day: weekdayName(cell.weekday, locale, 'long'),
                  hour: `${cell.hour}:00 – ${cell.hour + 1}:00`,
                  count: countWords(cell.n, locale),
                  average: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(average),
                });
                return (
                  <td key={other}>
                    <button
                      type="button"
                      title={words}
                      aria-label={words}
                      data-at={`${row} ${column}`}
                      style={heatOf(cell.n / most)}
                      tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                      onFocus={() => setAt([row, column])}
                      onKeyDown={(event) => move(event, row, column)}
                      onClick={() => onOpen({ figure: cell.figure, day: null, detail })}
                    >
                      {cell.n > 0 ? countWords(cell.n, locale) : ''}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
