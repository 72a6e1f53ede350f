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

export function Tiles({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const now = useNow(60_000);
  const { waiting } = report;
  const oldest = waiting.oldestSince ? briefSpan(now - Date.parse(waiting.oldestSince), locale) : null;
  return (
    <div className={styles.tiles} data-testid="report-tiles">
      <Count figure={report.opened} onOpen={onOpen} />
      <Count figure={report.solved} onOpen={onOpen} />
      <Tile
        name={figureName(waiting.figure, say, locale)}
        value={countWords(waiting.value, locale)}
        onOpen={() => onOpen(waiting.figure)}
      >
        {oldest ? say('tile.oldest', { time: oldest }) : say('tile.nobody-waits')}
      </Tile>
      {report.durations.map((figure) => (
        <Duration key={figure.figure} figure={figure} onOpen={onOpen} />
      ))}
      <Share figure={report.csat.score} onOpen={onOpen} />
      <Share figure={report.csat.responseRate} onOpen={onOpen} />
    </div>
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
      {say('tile.before', { value: countWords(figure.previous, locale) })}
    </Tile>
  );
}

function Duration({ figure, onOpen }: { figure: DurationFigure; onOpen: (figure: string) => void }) {
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
      <Verdict change={figure.medianChange} before={figure.previousMedian} words={words} lowerIsBetter />
    </Tile>
  );
}

function Share({ figure, onOpen }: { figure: ShareFigure; onOpen: (figure: string) => void }) {
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
      <Verdict change={figure.change} before={figure.previousShare} words={words} />
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
}
export function Verdict({ change, before, words, lowerIsBetter = false }: VerdictProps) {
  const { say } = useWords();
  if (before === null) return null;
  const moved = change.verdict === 'higher' || change.verdict === 'lower';
  const better = moved && (change.verdict === 'lower') === lowerIsBetter;
  return (
    <span data-meaning={moved ? (better ? 'better' : 'worse') : undefined} className={styles.verdict}>
      {verdictWords(change, words(before), say)}
    </span>
  );
}

function verdictWords(change: Comparison, before: string, say: Say): string {
  if (change.verdict === 'higher') return say('tile.up', { before });
  if (change.verdict === 'lower') return say('tile.down', { before });
  return say('tile.same', { before });
}
