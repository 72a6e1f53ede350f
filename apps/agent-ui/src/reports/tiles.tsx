// The tiles: one figure each with its n, its interval and what became of it; each opens the tickets behind it.
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Comparison, CountFigure, DurationFigure, Overview, ShareFigure } from '../api/shapes.js';
import { briefSpan } from '../tickets/waiting.js';
import { useNow } from '../words/moments.js';
import { type Say, useWords } from '../words/words.js';
import { figureName } from './figure-words.js';
import { countWords, percentWords, spanWords } from './spans.js';
import styles from './tiles.module.css';

interface Props {
  report: Overview;
  onOpen: (figure: string) => void;
}

const FIGURES = [
  ...['opened', 'solved', 'waiting', 'first-response', 'next-response', 'first-resolution', 'full-resolution'],
  ...['csat', 'response-rate'],
];

export function Tiles({ report, onOpen }: Props) {
  return (
    <div className={styles.tiles} data-testid="report-tiles">
      {FIGURES.map((figure) => (
        <OverviewTile key={figure} figure={figure} report={report} onOpen={onOpen} />
      ))}
    </div>
  );
}

/** One figure of the overview by its name; nothing where there is none of that name. */
export function OverviewTile({ figure, report, onOpen }: Props & { figure: string }) {
  if (figure === 'opened' || figure === 'solved') return <Count figure={report[figure]} onOpen={onOpen} />;
  if (figure === 'waiting') return <Waiting report={report} onOpen={onOpen} />;
  if (figure === 'csat') return <Share figure={report.csat.score} onOpen={onOpen} />;
  if (figure === 'response-rate') return <Share figure={report.csat.responseRate} onOpen={onOpen} />;
  const duration = report.durations.find((one) => one.figure === figure);
  return duration ? <Duration figure={duration} onOpen={onOpen} /> : null;
}

function Waiting({ report: { waiting }, onOpen }: Props) {
  const { say, locale } = useWords();
  const now = useNow(60_000);
  const oldest = waiting.oldestSince ? briefSpan(now - Date.parse(waiting.oldestSince), locale) : null;
  return (
    <Tile
      name={figureName(waiting.figure, say, locale)}
      value={countWords(waiting.value, locale)}
      onOpen={() => onOpen(waiting.figure)}
    >
      {waiting.value === 0 && say('tile.nobody-waits')}
      {waiting.value > 0 && oldest && say('tile.oldest', { time: oldest })}
    </Tile>
  );
}

interface TileProps {
  name: string;
  value: string;
  beside?: string | null;
  faint?: boolean;
  children?: ReactNode;
  onOpen: () => void;
}
export function Tile({ name, value, beside, faint = false, children, onOpen }: TileProps) {
  const { say } = useWords();
  const tile = (
    <button type="button" className={styles.tile} data-faint={faint || undefined} onClick={onOpen}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>
        {value}
        {beside && <small>{beside}</small>}
      </span>
      <span className={styles.foot}>{children}</span>
    </button>
  );
  return faint ? <Tooltip label={say('tile.too-few')}>{tile}</Tooltip> : tile;
}

function Count({ figure, onOpen }: { figure: CountFigure; onOpen: (figure: string) => void }) {
  const { say, locale } = useWords();
  return (
    <Tile
      name={figureName(figure.figure, say, locale)}
      value={countWords(figure.value, locale)}
      onOpen={() => onOpen(figure.figure)}
    >
      {figure.previous === 0
        ? say('tile.none-before')
        : say('tile.before', { value: countWords(figure.previous, locale) })}
    </Tile>
  );
}

interface DurationProps {
  figure: DurationFigure;
  onOpen: (figure: string) => void;
  /** Neither way is better. */
  neutral?: boolean;
  children?: ReactNode;
}
export function Duration({ figure, onOpen, neutral = false, children }: DurationProps) {
  const { say, locale } = useWords();
  const words = (seconds: number) => spanWords(seconds, locale);
  return (
    <Tile
      name={figureName(figure.figure, say, locale)}
      value={figure.median === null ? '—' : words(figure.median)}
      beside={figure.p90 === null ? null : say('tile.p90', { time: words(figure.p90) })}
      faint={!figure.enough}
      onOpen={() => onOpen(figure.figure)}
    >
      <Base n={figure.n} low={figure.medianInterval.low} high={figure.medianInterval.high} words={words} />
      {figure.unmeasured > 0 && <span>{say('tile.unmeasured', { count: figure.unmeasured })}</span>}
      {children}
      <Verdict
        change={figure.medianChange}
        before={figure.previousMedian}
        words={words}
        lowerIsBetter
        neutral={neutral}
      />
    </Tile>
  );
}

interface ShareProps {
  figure: ShareFigure;
  onOpen: (figure: string) => void;
  lowerIsBetter?: boolean;
  children?: ReactNode;
}
export function Share({ figure, onOpen, lowerIsBetter = false, children }: ShareProps) {
  const { say, locale } = useWords();
  const words = (share: number) => percentWords(share, locale);
  return (
    <Tile
      name={figureName(figure.figure, say, locale)}
      value={figure.share === null ? '—' : words(figure.share)}
      faint={!figure.enough}
      onOpen={() => onOpen(figure.figure)}
    >
      <Base n={figure.n} low={figure.interval.low} high={figure.interval.high} words={words} />
      {children}
      <Verdict change={figure.change} before={figure.previousShare} words={words} lowerIsBetter={lowerIsBetter} />
    </Tile>
  );
}

export function Base({
  n,
  low,
  high,
  words,
}: {
  n: number;
  low: number | null;
  high: number | null;
  words: (value: number) => string;
}) {
  const { locale } = useWords();
  return (
    <span>
      n = {countWords(n, locale)}
      {n > 0 && low !== null && high !== null && ` · ${words(low)} – ${words(high)}`}
    </span>
  );
}

interface VerdictProps {
  change: Comparison;
  before: number | null;
  words: (value: number) => string;
  lowerIsBetter?: boolean;
  neutral?: boolean;
}
export function Verdict({ change, before, words, lowerIsBetter = false, neutral = false }: VerdictProps) {
  const { say } = useWords();
  if (before === null) return null;
  const moved = change.verdict === 'higher' || change.verdict === 'lower';
  const better = moved && (change.verdict === 'lower') === lowerIsBetter;
  return (
    <span data-meaning={moved && !neutral ? (better ? 'better' : 'worse') : undefined} className={styles.verdict}>
      {verdictWords(change, words(before), say)}
    </span>
  );
}

function verdictWords(change: Comparison, before: string, say: Say): string {
  if (change.verdict === 'higher') return say('tile.up', { before });
  if (change.verdict === 'lower') return say('tile.down', { before });
  return say('tile.same', { before });
}
