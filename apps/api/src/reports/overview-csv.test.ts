// Cells that a spreadsheet must neither run nor tear, and the shape of every line.
import { describe, expect, test } from '@jest/globals';
import { cell, overviewCsv } from './overview-csv.js';
import {
  changesOf,
  countFigure,
  dayLines,
  durationFigure,
  notAskedCounts,
  satisfactionFigure,
  unansweredFigure,
} from './overview-figures.js';
import { everyDay } from './report-period.js';

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+7 999', "'+7 999"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=x', "'\t=x"],
    ['=HYPERLINK("http://x","a")', '"\'=HYPERLINK(""http://x"",""a"")"'],
    ['a,b', '"a,b"'],
    ['line\nbreak', '"line\nbreak"'],
    ['Обычный текст', 'Обычный текст'],
    [-0.25, '-0.25'],
    [1 / 3, '0.333333'],
    [null, ''],
  ])('%j is written %j', (value, written) => {
    expect(cell(value)).toBe(written);
  });
});

test('a report as lines of ten cells, marked as UTF-8', () => {
  const period = { from: '2026-03-09', to: '2026-03-10' };
  const opened = [
    { day: '2026-03-10', n: 3 },
    { day: null, n: 1 },
  ];
  const durations = [
    { current: true, measure: 'first-response' as const, bucket: 300, n: 3, seconds: 1200 },
    { current: true, measure: 'first-response' as const, bucket: null, n: 1, seconds: 0 },
  ];
  const durationDays = [{ day: '2026-03-10', measure: 'first-response' as const, n: 3, median: 300, p90: 300 }];
  const csat = [
    { day: '2026-03-10', scaleMax: 5, score: 5, good: true, n: 2 },
    { day: '2026-03-10', scaleMax: 5, score: null, good: false, n: 2 },
  ];
  const volume = [countFigure('tickets.opened', opened), countFigure('tickets.solved', [])] as const;
  const times = [durationFigure('first-response', durations)];
  const satisfaction = satisfactionFigure(csat);
  const report = {
    ...{
      period,
      previous: { from: '2026-03-07', to: '2026-03-08' },
      timeZone: 'Europe/Sofia',
      clock: 'calendar' as const,
      madeAt: '2026-03-10T12:00:00Z',
    },
    ...{ opened: volume[0], solved: volume[1], unanswered: unansweredFigure(durations) },
    waiting: { figure: 'tickets.waiting', value: 0, oldestSince: null, oldestTicketId: null },
    ...{ durations: times, csat: satisfaction, notAsked: notAskedCounts([{ day: null, reason: 'spam', n: 2 }]) },
    days: dayLines(everyDay(period), { opened, solved: [], durations: durationDays, csat }),
    changes: changesOf([...volume], times, satisfaction),
  };
  expect(report.durations[0]).toMatchObject({
    n: 3,
    unmeasured: 1,
    enough: false,
    mean: 400,
    medianChange: { verdict: 'too-few' },
  });
  expect(report.csat.score).toMatchObject({ n: 2, count: 2, share: 1, change: { verdict: 'too-few' } });
  expect(report.csat.responseRate).toMatchObject({ n: 4, count: 2, share: 0.5 });
  expect(report.csat.distribution.map((one) => one.count)).toEqual([0, 0, 0, 0, 2]);
  const csv = overviewCsv(report);
  expect(csv.startsWith('\uFEFFsection,day,figure,value,unit,n,low_95,high_95,previous,verdict\r\n')).toBe(true);
  const lines = csv.trimEnd().split('\r\n');
  expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([10]));
  expect(lines).toContain('tickets,,tickets.opened,3,count,,,,1,');
  expect(lines.filter((line) => line.startsWith('days,'))).toHaveLength(2 * 13);
});

describe('what changed', () => {
  test('told changes come first, with what they mean', () => {
    const sample = (current: boolean, bucket: number) => ({
      current,
      measure: 'first-response' as const,
      bucket,
      n: 100,
      seconds: 1,
    });
    const slower = durationFigure('first-response', [sample(true, 300), sample(false, 200)]);
    const csat = satisfactionFigure([
      { day: '2026-03-10', scaleMax: 5, score: 5, good: true, n: 90 },
      { day: '2026-03-10', scaleMax: 5, score: 1, good: false, n: 10 },
      { day: null, scaleMax: 5, score: 5, good: true, n: 50 },
      { day: null, scaleMax: 5, score: 1, good: false, n: 50 },
    ]);
    const changes = changesOf([{ figure: 'tickets.opened', value: 100, previous: 98 }], [slower], csat);
    expect(changes.map(({ figure, of, verdict, meaning }) => [figure, of, verdict, meaning])).toEqual([
      ['first-response', 'median', 'higher', 'worse'],
      ['first-response', 'p90', 'higher', 'worse'],
      ['csat.good', 'share', 'higher', 'better'],
      ['csat.answered', 'share', 'no-difference', 'neutral'],
      ['tickets.opened', 'count', 'no-difference', 'neutral'],
    ]);
  });
});
