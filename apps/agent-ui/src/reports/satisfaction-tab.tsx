// Satisfaction: the score and how sure it is, how it is spread and moves, who answered and who did not, and what goes with it.
import { SegmentedControl, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Satisfaction, SurveyWords } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { type Say, useWords } from '../words/words.js';
import { AnswerBars } from './answer-bars.js';
import { rangeWords, scoreWords } from './answer-words.js';
import charts from './charts.module.css';
import { DayChart } from './day-chart.js';
import { Drivers, Reasons } from './drivers.js';
import { figureName } from './figure-words.js';
import { HundredScale } from './hundred-scale.js';
import { LeftOut } from './left-out.js';
import { Predicted } from './predicted-panel.js';
import { type Filters, filterQuery } from './report-filters.js';
import page from './reports-page.module.css';
import { daysWords, type Opened } from './rows-drawer.js';
import styles from './satisfaction.module.css';
import { Silent } from './silent-panel.js';
import { countWords, percentWords } from './spans.js';
import { SurveyGroups } from './survey-groups.js';
import { type NamedSatisfaction, surveyWordsQuery } from './survey-words.js';
import { Tile, Verdict } from './tiles.js';

export const KINDS = ['csat', 'nps', 'ces'] as const;

interface Props {
  search: { kind?: string; by?: string };
  filters: Filters;
  onChange: (next: { kind?: string; by?: string }) => void;
  onOpen: (what: Opened) => void;
}

export function SatisfactionTab({ search, filters, onChange, onOpen }: Props) {
  const { say, locale } = useWords();
  const kind = KINDS.find((each) => each === search.kind);
  const asked = filterQuery(filters, kind ? { kind } : {});
  const report = useQuery({
    queryKey: ['report-satisfaction', asked, locale],
    queryFn: ({ signal }) => get<Satisfaction>(`/api/v1/reports/satisfaction?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 120_000,
  });
  const words = useQuery(surveyWordsQuery(locale)).data;
  const data = report.data && words ? named(report.data, words) : report.data;
  if (report.isError && !data) return <Failed error={report.error} reset={() => void report.refetch()} />;
  if (!data)
    return (
      <div className={page.body} aria-hidden="true">
        <Skeleton height={36} width="60%" mb="lg" />
        <Skeleton height={320} />
      </div>
    );
  return (
    <div className={page.body} data-stale={report.isPlaceholderData || undefined} data-testid="satisfaction">
      <SegmentedControl
        size="xs"
        mb="md"
        aria-label={say('sat.kind')}
        value={data.kind}
        onChange={(next) => onChange({ kind: next })}
        data={KINDS.map((each) => ({ value: each, label: kindName(each, say, locale) }))}
      />
      {data.responseRate.n === 0 ? (
        <>
          <p className={page.sentence}>{say('sat.none')}</p>
          <LeftOut report={data} onOpen={onOpen} />
        </>
      ) : (
        <Found report={data} by={search.by} onChange={onChange} onOpen={onOpen} />
      )}
      <p className={page.small}>{say('reports.small', { zone: data.timeZone })}</p>
    </div>
  );
}

/** What surveys and reasons are called, surveys say. */
function named(report: Satisfaction, words: SurveyWords): NamedSatisfaction {
  const surveys = new Map(words.surveys.map(({ id, name }) => [id, name]));
  const reasons = new Map(words.reasons.map(({ id, name }) => [id, name]));
  const bySurvey = <Line extends { group: string | null; name: string | null }>(by: string, line: Line) =>
    by === 'survey' ? { ...line, name: surveys.get(line.group ?? '') ?? null } : line;
  return {
    ...report,
    groups: report.groups.map((one) => ({ ...one, items: one.items.map((item) => bySurvey(one.by, item)) })),
    drivers: report.drivers.map((driver) => bySurvey(driver.by, driver)),
    reasons: report.reasons.map((line) => ({ ...line, name: reasons.get(line.reason) })),
  };
}

const kindName = (kind: Satisfaction['kind'], say: Say, locale: string) =>
  figureName(kind === 'nps' ? 'nps.net' : `${kind}.good`, say, locale);

interface FoundProps {
  report: NamedSatisfaction;
  by: string | undefined;
  onChange: Props['onChange'];
  onOpen: Props['onOpen'];
}
function Found({ report, by, onChange, onOpen }: FoundProps) {
  const { say, locale } = useWords();
  const me = useMe();
  const open = (figure: string, detail?: string) => onOpen({ figure, day: null, ...(detail ? { detail } : {}) });
  return (
    <>
      <p className={page.sentence} data-testid="satisfaction-sentence">
        {sentenceOf(report, say, locale)}
      </p>
      <Tiles report={report} onOpen={open} />
      <div className={charts.charts}>
        <Trend report={report} onOpen={onOpen} />
        <Asked report={report} onOpen={onOpen} />
        <AnswerBars report={report} onOpen={open} />
        {report.hundred && <HundredScale hundred={report.hundred} onOpen={open} />}
      </div>
      <Silent report={report} onOpen={onOpen} />
      <SurveyGroups report={report} by={by} onBy={(next) => onChange({ by: next })} onOpen={onOpen} />
      <Drivers report={report} onOpen={onOpen} />
      <Reasons report={report} onOpen={onOpen} />
      {me.agent.role !== 'agent' && <Predicted kind={report.kind} unit={report.unit} />}
      <LeftOut report={report} onOpen={onOpen} />
    </>
  );
}

function sentenceOf({ score, kind, unit, silent }: Satisfaction, say: Say, locale: string): string {
  const words = (value: number | null) => scoreWords(unit, value, locale);
  const told = say(`sat.sentence.${verdictOf(score.change.verdict)}`, {
    score: kindName(kind, say, locale),
    now: words(score.value),
    before: words(score.previousValue),
    count: countWords(score.n, locale),
  });
  const { verdict } = silent.shift;
  const moved = silent.everybody.enough && (verdict === 'higher' || verdict === 'lower');
  return moved
    ? `${told}. ${say(`sat.sentence.silent.${verdict}`, { everybody: words(silent.everybody.value) })}`
    : `${told}.`;
}
const verdictOf = (verdict: string) =>
  verdict === 'higher' || verdict === 'lower' ? verdict : verdict === 'no-difference' ? 'same' : 'too-few';

function Tiles({ report, onOpen }: { report: Satisfaction; onOpen: (figure: string) => void }) {
  const { say, locale } = useWords();
  const { score, responseRate, hundred, unit, mean, silent } = report;
  const words = (value: number) => scoreWords(unit, value, locale);
  const share = (value: number) => percentWords(value, locale);
  const points = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
  const base = (n: number, interval: { low: number | null; high: number | null }, say: (value: number) => string) => (
    <span>{[`n = ${countWords(n, locale)}`, rangeWords(interval, say)].filter(Boolean).join(' · ')}</span>
  );
  return (
    <div className={styles.tiles} data-testid="satisfaction-tiles">
      <Tile
        name={figureName(score.figure, say, locale)}
        value={scoreWords(unit, score.value, locale)}
        beside={mean === null ? null : say('sat.mean', { mean: decimal(mean, locale) })}
        faint={!score.enough}
        onOpen={() => onOpen(report.kind === 'csat' ? 'csat.answered' : score.figure)}
      >
        {base(score.n, score.interval, words)}
        <Verdict change={score.change} before={score.previousValue} words={words} />
      </Tile>
      <Tile
        name={figureName(responseRate.figure, say, locale)}
        value={responseRate.share === null ? '—' : share(responseRate.share)}
        faint={!responseRate.enough}
        onOpen={() => onOpen(responseRate.figure)}
      >
        {base(responseRate.n, responseRate.interval, share)}
        <Verdict change={responseRate.change} before={responseRate.previousShare} words={share} />
      </Tile>
      {hundred && (
        <Tile
          name={say('sat.hundred')}
          value={hundred.value === null ? '—' : points(hundred.value)}
          faint={!hundred.enough}
          onOpen={() => onOpen(hundred.figure)}
        >
          {base(hundred.n, hundred.interval, points)}
          {hundred.band && <span>{say(`sat.hundred.${hundred.band}`)}</span>}
        </Tile>
      )}
      <Tile
        name={say('sat.everybody')}
        value={scoreWords(unit, silent.everybody.value, locale)}
        faint={!silent.everybody.enough}
        onOpen={() => onOpen(silent.everybody.figure)}
      >
        {base(silent.sent, silent.everybody.interval, words)}
        <span>{say('sat.everybody.foot')}</span>
      </Tile>
    </div>
  );
}
const decimal = (value: number, locale: string) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

type Point = Satisfaction['trend'][number] & { day: string };
const pointsOf = (report: Satisfaction): Point[] => report.trend.map((point) => ({ ...point, day: point.from }));

function Trend({ report, onOpen }: { report: Satisfaction; onOpen: Props['onOpen'] }) {
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

function Asked({ report, onOpen }: { report: Satisfaction; onOpen: Props['onOpen'] }) {
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
