// A small chart over the days of a period: bars, lines, bands for intervals; every day opens its rows.
import { ActionIcon, Menu } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { tellRefusal } from '../shell/notices.js';
import { longDay, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './day-chart.module.css';
import { axisLines } from './spans.js';

/** A day of any report. */
export interface Dated {
  day: string;
}
export interface Series<Day extends Dated> {
  name: string;
  kind: 'bar' | 'line' | 'thin';
  tint: 'accent' | 'grey' | 'amber';
  value: (day: Day) => number | null;
  /** Draws the interval as a band behind a line. */
  band?: (day: Day) => { low: number | null; high: number | null };
  /** Which rows a click opens. */
  figure: string;
}
interface Props<Day extends Dated> {
  title: string;
  days: Day[];
  series: Series<Day>[];
  unit: 'count' | 'seconds' | 'share';
  /** The lines of the axis, lowest first; absent: they suit the unit. */
  scale?: number[];
  /** What a day is called where it stands for more. */
  dayName?: (day: Day) => string;
  words: (value: number) => string;
  /** Shorter words for the axis. */
  axis?: (value: number) => string;
  onDay: (figure: string, day: string) => void;
  onTitle: () => void;
}

const HEIGHT = 176;
const EDGE = { left: 56, right: 8, top: 8, bottom: 22 };

export function DayChart<Day extends Dated>({
  title,
  days,
  series,
  unit,
  scale,
  dayName,
  words,
  axis = words,
  onDay,
  onTitle,
}: Props<Day>) {
  const { say, locale } = useWords();
  const { ref, width: measured } = useElementSize();
  const [at, setAt] = useState<number | null>(null);
  const width = Math.max(measured, 240);
  const values = days.flatMap((day) => series.flatMap((each) => [each.value(day), each.band?.(day).high ?? null]));
  const most = Math.max(0, ...values.filter((value) => value !== null));
  const lines = scale ?? (unit === 'share' ? [0, 0.25, 0.5, 0.75, 1] : axisLines(most, unit));
  const bottom = lines[0] ?? 0;
  const top = lines.at(-1) ?? 1;
  const step = (width - EDGE.left - EDGE.right) / Math.max(days.length, 1);
  const x = (index: number) => EDGE.left + step * (index + 0.5);
  const y = (value: number) => EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - (value - bottom) / (top - bottom));
  const bars = series.filter((each) => each.kind === 'bar');
  const every = Math.ceil(days.length / Math.max(2, Math.floor(width / 90)));
  const shown = at === null ? null : days[at];
  const first = series[0];
  const whole = useRef<HTMLElement>(null);
  const take = (as: 'png' | 'svg') => {
    const chart = whole.current?.querySelector<SVGSVGElement>('svg[data-chart]');
    if (chart) void import('./save-chart.js').then((m) => m.saveChart(chart, title, as)).catch(tellRefusal);
  };

  return (
    <figure className={styles.chart} ref={whole}>
      <figcaption>
        <button type="button" className={styles.title} onClick={onTitle}>
          {title}
        </button>
        <span className={styles.legend}>
          {series.map((each) => (
            <span key={each.name} data-tint={each.tint} data-kind={each.kind}>
              {each.name}
            </span>
          ))}
        </span>
        <Menu position="bottom-end" width={140} returnFocus>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say('chart.take', { chart: title })}>
              <IconDownload size={14} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => take('png')}>PNG</Menu.Item>
            <Menu.Item onClick={() => take('svg')}>SVG</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </figcaption>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing only shows what the table below says in words */}
      <div ref={ref} className={styles.stage} onMouseLeave={() => setAt(null)}>
        <svg data-chart width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
          {lines.map((line) => (
            <g key={line}>
              <line x1={EDGE.left} x2={width - EDGE.right} y1={y(line)} y2={y(line)} className={styles.grid} />
              <text x={EDGE.left - 8} y={y(line) + 4} textAnchor="end">
                {axis(line)}
              </text>
            </g>
          ))}
          {days.map((day, index) =>
            index % every === 0 ? (
              <text key={day.day} x={x(index)} y={HEIGHT - 6} textAnchor="middle">
                {shortDay(`${day.day}T12:00:00`, locale)}
              </text>
            ) : null,
          )}
          {at !== null && (
            <rect
              x={x(at) - step / 2}
              y={EDGE.top}
              width={step}
              height={HEIGHT - EDGE.top - EDGE.bottom}
              className={styles.here}
            />
          )}
          {bars.map((each, which) => (
            <Bars key={each.name} series={each} days={days} step={step} x={x} y={y} which={which} of={bars.length} />
          ))}
          {series
            .filter((each) => each.kind !== 'bar')
            .map((each) => (
              <Line key={each.name} series={each} days={days} x={x} y={y} />
            ))}
          {first &&
            days.map((day, index) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the title opens the same rows by keyboard
              <rect
                key={day.day}
                x={x(index) - step / 2}
                y={0}
                width={step}
                height={HEIGHT}
                className={styles.target}
                onMouseEnter={() => setAt(index)}
                onClick={() => onDay(first.figure, day.day)}
              />
            ))}
        </svg>
        {shown && at !== null && (
          <div className={styles.tip} style={{ left: Math.min(Math.max(x(at), 90), width - 90) }}>
            <strong>{dayName?.(shown) ?? longDay(`${shown.day}T12:00:00`, locale)}</strong>
            {series.map((each) => {
              const value = each.value(shown);
              return (
                <span key={each.name}>
                  {each.name}: {value === null ? '—' : words(value)}
                </span>
              );
            })}
          </div>
        )}
      </div>
      <table className="visually-hidden">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('reports.day')}</th>
            {series.map((each) => (
              <th key={each.name} scope="col">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{dayName?.(day) ?? day.day}</th>
              {series.map((each) => {
                const value = each.value(day);
                return <td key={each.name}>{value === null ? '—' : words(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

interface Drawn<Day extends Dated> {
  series: Series<Day>;
  days: Day[];
  x: (index: number) => number;
  y: (value: number) => number;
}

function Bars<Day extends Dated>({
  series,
  days,
  x,
  y,
  step,
  which,
  of,
}: Drawn<Day> & { step: number; which: number; of: number }) {
  const room = Math.min(step * 0.72, 26 * of);
  const width = Math.max(room / of - 1, 1);
  return days.map((day, index) => {
    const value = series.value(day);
    if (!value) return null;
    const left = x(index) - room / 2 + (room / of) * which;
    return (
      <rect
        key={day.day}
        x={left}
        y={y(value)}
        width={width}
        height={y(0) - y(value)}
        rx={1.5}
        className={styles.bar}
        data-tint={series.tint}
      />
    );
  });
}

/** Unbroken stretches of days with a value; a day alone is a dot. */
function stretches<T>(days: T[], value: (day: T) => number | null): number[][] {
  const found: number[][] = [];
  let open: number[] = [];
  for (const [index, day] of days.entries()) {
    if (value(day) !== null) open.push(index);
    else if (open.length > 0) {
      found.push(open);
      open = [];
    }
  }
  return open.length > 0 ? [...found, open] : found;
}

function Line<Day extends Dated>({ series, days, x, y }: Drawn<Day>) {
  const value = (index: number) => {
    const day = days[index];
    return day ? (series.value(day) ?? 0) : 0;
  };
  return stretches(days, series.value).map((stretch) => {
    const start = stretch[0] ?? 0;
    const band = series.band;
    const edge = (side: 'low' | 'high') => (index: number) => {
      const day = days[index];
      return `${x(index)},${y((day && band?.(day)[side]) ?? value(index))}`;
    };
    return (
      <g key={start} data-tint={series.tint} className={styles.series}>
        {band && (
          <polygon
            className={styles.band}
            points={[...stretch.map(edge('high')), ...stretch.toReversed().map(edge('low'))].join(' ')}
          />
        )}
        {stretch.length > 1 && (
          <polyline
            className={styles.line}
            data-thin={series.kind === 'thin' || undefined}
            points={stretch.map((index) => `${x(index)},${y(value(index))}`).join(' ')}
          />
        )}
        {(stretch.length === 1 || days.length <= 10) &&
          stretch.map((index) => <circle key={index} cx={x(index)} cy={y(value(index))} r={2.5} />)}
      </g>
    );
  });
}
