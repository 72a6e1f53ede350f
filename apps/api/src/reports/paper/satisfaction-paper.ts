// Satisfaction on paper and as lines: the score with its interval, its trend, who answered how, and the silent. Pure.
import { standingOf } from '@otklik/survey';
import { type Cell, csvOf } from '../../platform/csv.js';
import { say } from '../../platform/words/words.js';
import type { AnswerScore, SatisfactionReport, SurveyGroups } from '../satisfaction.requests.js';
import { groupWords } from './breakdown-paper.js';
import { change, shareTile } from './overview-paper.js';
import type { Block, Tile } from './paper.js';
import { countWords, percentWords, shortDay } from './paper-words.js';

const HEADER = ['section', 'by', 'group', 'name', 'from', 'to', 'value', 'unit', 'n', 'low_95', 'high_95', 'verdict'];
/** What is put on paper by; the rest is on the screen and in the sheets. */
const STANDS = { good: true, middle: null, low: false } as const;
const PRINTED = ['channel', 'team', 'agent'] as const;
const MOST_ROWS = 40;

export function satisfactionLines(report: SatisfactionReport): Cell[][] {
  const { kind, unit, period, score, responseRate, hundred, silent } = report;
  const line = (section: string, more: Partial<Record<(typeof HEADER)[number], Cell>>): Cell[] =>
    HEADER.map((name) => (name === 'section' ? section : (more[name] ?? null)));
  const scored = (one: AnswerScore) => ({
    ...{ value: one.value, n: one.n, low_95: one.interval.low, high_95: one.interval.high },
  });
  return [
    HEADER,
    line('survey', { name: kind, from: period.from, to: period.to, unit: 'text' }),
    line('score', { ...scored(score), unit, verdict: score.change.verdict }),
    line('score before', { value: score.previousValue, n: score.previousN, unit }),
    line('response rate', {
      ...{ value: responseRate.share, unit: 'share', n: responseRate.n, verdict: responseRate.change.verdict },
      ...{ low_95: responseRate.interval.low, high_95: responseRate.interval.high },
    }),
    ...(hundred ? [line('of 100', { ...scored(hundred), unit: 'points' })] : []),
    line('everybody', { ...scored(silent.everybody), unit, verdict: silent.shift.verdict }),
    ...report.distribution.map((one) =>
      line('answers', { group: one.score, name: `of ${one.scaleMax}`, value: one.count, unit: 'count' }),
    ),
    ...report.trend.map((one) => line('trend', { ...scored(one), from: one.from, to: one.to, unit })),
    ...report.groups.flatMap(({ by, items }) =>
      items.flatMap((item) => {
        const who = { by, group: item.group, name: item.name };
        const { low, high } = item.rateInterval;
        return [
          line('score by', {
            ...{ ...who, value: item.score, unit, n: item.answered, verdict: item.apart.verdict },
            ...{ low_95: item.interval.low, high_95: item.interval.high },
          }),
          line('response rate by', {
            ...{ ...who, value: item.rate, unit: 'share', n: item.sent, verdict: item.rateApart.verdict },
            ...{ low_95: low, high_95: high },
          }),
        ];
      }),
    ),
    ...report.reasons.map(({ reason, count }) => line('reason', { group: reason, value: count, unit: 'count' })),
    ...report.notAsked.map((one) => line('not asked', { group: one.figure, value: one.count, unit: 'count' })),
  ];
}

export const satisfactionCsv = (report: SatisfactionReport): string => csvOf(satisfactionLines(report));

/** A share as per cent, an NPS as points. */
function scoreWords({ unit }: Pick<SatisfactionReport, 'unit'>, locale: string): (value: number) => string {
  return unit === 'share' ? (value) => percentWords(value, locale) : (value) => countWords(Math.round(value), locale);
}

export function satisfactionBlocks(report: SatisfactionReport, locale: string): Block[] {
  const words = scoreWords(report, locale);
  const { score, trend, groups } = report;
  return [
    { kind: 'tiles', tiles: [scoreTile(report, locale), ...shareTiles(report, locale)] },
    {
      ...{ kind: 'chart', title: titleOf(report), labels: trend.map(({ from }) => shortDay(from, locale)) },
      unit: report.unit === 'share' ? 'share' : 'count',
      lines: [
        {
          ...{ name: titleOf(report), kind: 'line', tint: 'accent', values: trend.map(({ value }) => value) },
          band: trend.map(({ interval }) => interval),
        },
      ],
    },
    {
      kind: 'bars',
      title: say(locale, 'report.answers-by-score'),
      bars: report.distribution.toReversed().map((one) => ({
        ...{ name: `${one.score} / ${one.scaleMax}`, value: one.count, words: countWords(one.count, locale) },
        good: STANDS[standingOf(report.kind, one.scaleMax, one.score)],
      })),
    },
    ...(score.n === 0
      ? []
      : groups
          .filter(({ by }) => (PRINTED as readonly string[]).includes(by))
          .map((one) => groupTable(one, words, locale))),
  ];
}

const titleOf = ({ kind }: SatisfactionReport): string => kind.toUpperCase();

function scoreTile(report: SatisfactionReport, locale: string): Tile {
  const { score } = report;
  const words = scoreWords(report, locale);
  const { low, high } = score.interval;
  return {
    name: titleOf(report),
    value: score.value === null ? '—' : words(score.value),
    notes: [
      `n = ${countWords(score.n, locale)}${low === null || high === null ? '' : ` · ${words(low)} – ${words(high)}`}`,
      ...change(score.change, score.previousValue, words, locale),
    ],
    faint: !score.enough,
  };
}

const shareTiles = ({ responseRate }: SatisfactionReport, locale: string): Tile[] => [
  { ...shareTile(responseRate, locale), name: say(locale, 'report.response-rate') },
];

function groupTable({ by, items }: SurveyGroups, words: (value: number) => string, locale: string): Block {
  const dimension = by as (typeof PRINTED)[number];
  const range = (low: number | null, high: number | null) =>
    low === null || high === null ? '—' : `${words(low)} – ${words(high)}`;
  return {
    kind: 'table',
    title: say(locale, 'report.breakdown', {
      ...{ figure: say(locale, 'report.satisfaction'), by: say(locale, `report.by.${dimension}`) },
    }),
    head: [say(locale, 'report.group'), say(locale, 'report.score'), '95 %', 'n', say(locale, 'report.response-rate')],
    rows: items.slice(0, MOST_ROWS).map((item) => ({
      faint: !item.enough,
      cells: [
        ...[groupWords(dimension, item.group, item.name, locale), item.score === null ? '—' : words(item.score)],
        ...[range(item.interval.low, item.interval.high), countWords(item.answered, locale)],
        item.rate === null ? '—' : percentWords(item.rate, locale),
      ],
    })),
  };
}
