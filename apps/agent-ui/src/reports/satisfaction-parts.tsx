// Figures and charts of satisfaction, each on its own: the page puts them together, a board takes some.
import type { Satisfaction } from '../api/shapes.js';
import { type Say, useWords } from '../words/words.js';
import { rangeWords, scoreWords } from './answer-words.js';
import { DayChart } from './day-chart.js';
import { figureName } from './figure-words.js';
import { daysWords, type Opened } from './rows-drawer.js';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';
import { Tile, Verdict } from './tiles.js';

export const kindName = (kind: Satisfaction['kind'], say: Say, locale: string) =>
  figureName(kind === 'nps' ? 'nps.net' : `${kind}.good`, say, locale);

interface TileProps {
  report: Satisfaction;
  onOpen: (figure: string) => void;
}

export function Tiles(props: TileProps) {
  return (
    <div className={styles.tiles} data-testid="satisfaction-tiles">
      <ScoreTile {...props} />
      <RateTile {...props} />
      <HundredTile {...props} />
      <EverybodyTile {...props} />
    </div>
  );
}

type Ends = { low: number | null; high: number | null };
function Rests({ n, interval, words }: { n: number; interval: Ends; words: (value: number) => string }) {
  const { locale } = useWords();
  return <span>{[`n = ${countWords(n, locale)}`, rangeWords(interval, words)].filter(Boolean).join(' · ')}</span>;
}

export function ScoreTile({ report, onOpen }: TileProps) {
  const { say, locale } = useWords();
  const { score, unit, mean, kind } = report;
  const words = (value: number) => scoreWords(unit, value, locale);
  return (
    <Tile
      name={figureName(score.figure, say, locale)}
      value={scoreWords(unit, score.value, locale)}
      beside={mean === null ? null : say('sat.mean', { mean: decimal(mean, locale) })}
      faint={!score.enough}
      onOpen={() => onOpen(kind === 'csat' ? 'csat.answered' : score.figure)}
    >
      <Rests n={score.n} interval={score.interval} words={words} />
      <Verdict change={score.change} before={score.previousValue} words={words} />
    </Tile>
  );
}

export function RateTile({ report: { responseRate }, onOpen }: TileProps) {
  const { say, locale } = useWords();
  const share = (value: number) => percentWords(value, locale);
  return (
    <Tile
      name={figureName(responseRate.figure, say, locale)}
      value={responseRate.share === null ? '—' : share(responseRate.share)}
      faint={!responseRate.enough}
      onOpen={() => onOpen(responseRate.figure)}
    >
      <Rests n={responseRate.n} interval={responseRate.interval} words={share} />
      <Verdict change={responseRate.change} before={responseRate.previousShare} words={share} />
    </Tile>
  );
}

export function HundredTile({ report: { hundred }, onOpen }: TileProps) {
  const { say, locale } = useWords();
  const points = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
  if (!hundred) return null;
  return (
    <Tile
      name={say('sat.hundred')}
      value={hundred.value === null ? '—' : points(hundred.value)}
      faint={!hundred.enough}
      onOpen={() => onOpen(hundred.figure)}
    >
      <Rests n={hundred.n} interval={hundred.interval} words={points} />
      {hundred.band && <span>{say(`sat.hundred.${hundred.band}`)}</span>}
    </Tile>
  );
}

export function EverybodyTile({ report: { silent, unit }, onOpen }: TileProps) {
  const { say, locale } = useWords();
  const words = (value: number) => scoreWords(unit, value, locale);
  return (
    <Tile
      name={say('sat.everybody')}
      value={scoreWords(unit, silent.everybody.value, locale)}
      faint={!silent.everybody.enough}
      onOpen={() => onOpen(silent.everybody.figure)}
    >
      <Rests n={silent.sent} interval={silent.everybody.interval} words={words} />
      <span>{say('sat.everybody.foot')}</span>
    </Tile>
  );
}

const decimal = (value: number, locale: string) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

type Point = Satisfaction['trend'][number] & { day: string };
const pointsOf = (report: Satisfaction): Point[] => report.trend.map((point) => ({ ...point, day: point.from }));

export function Trend({ report, onOpen }: { report: Satisfaction; onOpen: (what: Opened) => void }) {
  const { say, locale } = useWords();
  const name = kindName(report.kind, say, locale);
  const points = pointsOf(report);
  const until = (day: string) => points.find((point) => point.day === day)?.to ?? day;
  const { figure } = report.score;
  return (
    <DayChart
      title={say(report.step === 'week' ? 'sat.trend.week' : 'sat.trend', { score: name })}
      days={points}
      unit="share"
      scale={report.unit === 'points' ? [-100, -50, 0, 50, 100] : undefined}
      dayName={({ from, to }) => daysWords(from, to, locale)}
      words={(value) => scoreWords(report.unit, value, locale)}
      onDay={(_, day) => onOpen({ figure: answered(report), day, until: until(day) })}
      onTitle={() => onOpen({ figure: answered(report), day: null })}
      series={[
        {
          name: `${name}, ${say('sat.band')}`,
          kind: 'line',
          tint: 'accent',
          value: (point) => point.value,
          band: (point) => point.interval,
          figure,
        },
      ]}
    />
  );
}

export function Asked({ report, onOpen }: { report: Satisfaction; onOpen: (what: Opened) => void }) {
  const { say, locale } = useWords();
  const points = pointsOf(report);
  const until = (day: string) => points.find((point) => point.day === day)?.to ?? day;
  const sent = `${report.kind}.sent`;
  return (
    <DayChart
      title={say('sat.asked')}
      days={points}
      unit="count"
      dayName={({ from, to }) => daysWords(from, to, locale)}
      words={(value) => countWords(value, locale)}
      onDay={(_, day) => onOpen({ figure: sent, day, until: until(day) })}
      onTitle={() => onOpen({ figure: sent, day: null })}
      series={[
        { name: say('sat.sent'), kind: 'bar', tint: 'grey', value: (point) => point.sent, figure: sent },
        { name: say('sat.answered'), kind: 'bar', tint: 'accent', value: (point) => point.n, figure: sent },
      ]}
    />
  );
}

/** Behind a score stand all answers, not only the good ones. */
const answered = ({ kind }: Satisfaction) => (kind === 'nps' ? 'nps.net' : `${kind}.answered`);
