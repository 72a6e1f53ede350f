// What stands in a tile: the very figures, charts and tables of the pages, asked as the pages ask.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BoardTile } from '../../api/shapes.js';
import { fieldsQuery, living } from '../../customer/field-queries.js';
import { Failed } from '../../shell/edges.js';
import { useWords } from '../../words/words.js';
import { AnswerBars } from '../answer-bars.js';
import { Groups } from '../breakdown-tab.js';
import { CsatChart, DurationChart, NotAsked, Scores, TicketsChart } from '../charts.js';
import { figureName } from '../figure-words.js';
import { HourMap } from '../hour-map.js';
import { HundredScale } from '../hundred-scale.js';
import { Ages, OpenChart } from '../load-tab.js';
import { PromisesChart, PromiseTile } from '../promises-panel.js';
import type { Filters } from '../report-filters.js';
import { useBreakdown, useLoad, useOverview, usePromises, useSatisfaction } from '../report-queries.js';
import type { Opened } from '../rows-drawer.js';
import { Asked, EverybodyTile, HundredTile, RateTile, ScoreTile, Trend } from '../satisfaction-parts.js';
import { sentence } from '../sentence.js';
import { SpreadChart } from '../spread-chart.js';
import { OverviewTile } from '../tiles.js';
import { isFigure, pageOf } from './board-tiles.js';
import styles from './boards.module.css';

interface Props {
  tile: BoardTile;
  filters: Filters;
  onOpen: (what: Opened) => void;
}

/** How many groups of a breakdown a board has room for: the page has the rest. */
const MOST_GROUPS = 8;

export function TileBody(props: Props) {
  const page = pageOf(props.tile.shows);
  if (page === 'satisfaction') return <OfSatisfaction {...props} />;
  if (page === 'breakdown') return <OfBreakdown {...props} />;
  if (page === 'load') return <OfLoad {...props} />;
  if (props.tile.shows.startsWith('overview.promises')) return <OfPromises {...props} />;
  return <OfOverview {...props} />;
}

interface Asking {
  isError: boolean;
  error: unknown;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}
/** While it is asked for, and where it cannot be had. */
function Came({ tile, report, children }: { tile: BoardTile; report: Asking; children: ReactNode }) {
  if (children) return <div data-stale={report.isPlaceholderData || undefined}>{children}</div>;
  if (report.isError) return <Failed error={report.error} reset={() => void report.refetch()} />;
  return <Skeleton height={isFigure(tile.shows) ? 92 : 200} aria-hidden="true" />;
}

function OfOverview({ tile, filters, onOpen }: Props) {
  const { say, locale } = useWords();
  const report = useOverview(filters);
  const { data } = report;
  const open = (figure: string, day: string | null = null) => onOpen({ figure, day });
  const shows = tile.shows.slice('overview.'.length);
  const part = () => {
    if (!data) return null;
    const given = { report: data, onOpen: open };
    if (shows === 'sentence')
      return <p className={styles.sentence}>{sentence(data.changes, say, locale) || say('sentence.nothing')}</p>;
    if (shows === 'tickets-chart') return <TicketsChart {...given} />;
    if (shows === 'first-response-chart') return <DurationChart figure="first-response" {...given} />;
    if (shows === 'full-resolution-chart') return <DurationChart figure="full-resolution" {...given} />;
    if (shows === 'csat-chart') return <CsatChart {...given} />;
    if (shows === 'scores') return <Scores {...given} />;
    if (shows === 'not-asked') return <NotAsked {...given} />;
    return <OverviewTile figure={shows} report={data} onOpen={(figure) => open(figure)} />;
  };
  return (
    <Came tile={tile} report={report}>
      {part()}
    </Came>
  );
}

function OfPromises({ tile, filters, onOpen }: Props) {
  const { say, locale } = useWords();
  const report = usePromises(filters);
  const { data } = report;
  const part = () => {
    if (!data) return null;
    if (tile.shows === 'overview.promises-chart') return <PromisesChart report={data} onOpen={onOpen} />;
    return <PromiseTile of={data.all} name={figureName('promises.kept', say, locale)} onOpen={onOpen} />;
  };
  return (
    <Came tile={tile} report={report}>
      {part()}
    </Came>
  );
}

function OfSatisfaction({ tile, filters, onOpen }: Props) {
  const { say } = useWords();
  const report = useSatisfaction(filters, tile.kind);
  const { data } = report;
  const open = (figure: string) => onOpen({ figure, day: null });
  const none = <p className={styles.none}>{say('chart.no-answers')}</p>;
  const part = () => {
    if (!data) return null;
    if (data.responseRate.n === 0) return <p className={styles.none}>{say('sat.none')}</p>;
    const { shows } = tile;
    if (shows === 'satisfaction.score') return <ScoreTile report={data} onOpen={open} />;
    if (shows === 'satisfaction.response-rate') return <RateTile report={data} onOpen={open} />;
    if (shows === 'satisfaction.everybody') return <EverybodyTile report={data} onOpen={open} />;
    if (shows === 'satisfaction.trend') return <Trend report={data} onOpen={onOpen} />;
    if (shows === 'satisfaction.asked') return <Asked report={data} onOpen={onOpen} />;
    if (shows === 'satisfaction.answers') return <AnswerBars report={data} onOpen={open} />;
    if (!data.hundred) return none;
    if (shows === 'satisfaction.hundred') return <HundredTile report={data} onOpen={open} />;
    return <HundredScale hundred={data.hundred} onOpen={open} />;
  };
  return (
    <Came tile={tile} report={report}>
      {part()}
    </Came>
  );
}

function OfBreakdown({ tile, filters, onOpen }: Props) {
  const { say, locale } = useWords();
  const { figure = 'first-response', by = 'agent', field } = tile;
  const report = useBreakdown(filters, { figure, by, field });
  const fields = living(useQuery(fieldsQuery).data, 'ticket');
  const { data } = report;
  const byName =
    by === 'field' ? (fields.find(({ id }) => id === field)?.label ?? say('breakdown.by')) : say(`breakdown.by.${by}`);
  const shown = data && { ...data, items: data.items.slice(0, MOST_GROUPS) };
  return (
    <Came tile={tile} report={report}>
      {shown && (
        <section className={styles.table}>
          <h2>{`${figureName(figure, say, locale)} · ${byName}`}</h2>
          {shown.items.length === 0 ? (
            <p className={styles.none}>{say('rows.none')}</p>
          ) : (
            <Groups report={shown} byName={byName} onOpen={onOpen} brief />
          )}
          {shown.groups > shown.items.length && (
            <p className={styles.none}>{say('breakdown.most', { shown: shown.items.length, count: shown.groups })}</p>
          )}
        </section>
      )}
    </Came>
  );
}

function OfLoad({ tile, filters, onOpen }: Props) {
  const report = useLoad(filters);
  const { data } = report;
  const part = () => {
    if (!data) return null;
    if (tile.shows === 'load.hours') return <HourMap report={data} onOpen={onOpen} />;
    if (tile.shows === 'load.open') return <OpenChart report={data} onOpen={onOpen} />;
    if (tile.shows === 'load.ages') return <Ages report={data} onOpen={onOpen} />;
    return <SpreadChart report={data} onOpen={onOpen} />;
  };
  return (
    <Came tile={tile} report={report}>
      {part()}
    </Came>
  );
}
