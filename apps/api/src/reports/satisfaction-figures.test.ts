// What the page of satisfaction makes of counted answers: kinds never mixed, thin groups never judged, weeks from Monday.
import { describe, expect, test } from '@jest/globals';
import { answersOf } from './answer-scores.js';
import { parseFigure } from './figures.js';
import type { GroupScores } from './satisfaction.store.js';
import {
  byGroup,
  driversOf,
  groupsOf,
  hundredPoints,
  meanOf,
  reasonsOf,
  stepsOf,
  totalScore,
} from './satisfaction-figures.js';
import { silentPanel } from './silent-figures.js';

const csat = (good: number, low: number, silent: number) => [
  { scaleMax: 5, score: 5, n: good },
  { scaleMax: 5, score: 1, n: low },
  { scaleMax: 5, score: null, n: silent },
];
const by = (name: GroupScores['by'], group: string, rows: ReturnType<typeof csat>) =>
  rows.map((row) => ({ by: name, group, ...row }));

describe('a score', () => {
  test('a CSAT is the share of good answers with its Wilson interval, compared by Newcombe', () => {
    const score = totalScore(answersOf('csat', csat(81, 182, 100)), answersOf('csat', csat(15, 133, 0)));
    expect(score).toMatchObject({ figure: 'csat.good', n: 263, enough: true, previousN: 148 });
    // R. G. Newcombe (1998), table I.
    expect(score.interval.low).toBeCloseTo(0.2553, 4);
    expect(score.interval.high).toBeCloseTo(0.3662, 4);
    expect(score.change.verdict).toBe('higher');
  });

  test('is the same to the last bit, in whatever order its rows come', () => {
    const rows = Array.from({ length: 90 }, (_, i) => ({ scaleMax: 7, score: 1 + (i % 7), n: 1 + ((i * 37) % 101) }));
    const one = answersOf('ces', rows);
    const other = answersOf('ces', rows.toReversed());
    expect([other.points, other.squares]).toEqual([one.points, one.squares]);
  });

  test('several scales are put together by what is good on each, and have no mean of their own', () => {
    const rows = [...csat(3, 1, 0), { scaleMax: 2, score: 2, n: 4 }, { scaleMax: 10, score: 8, n: 2 }];
    const answers = answersOf('csat', rows);
    expect(answers).toMatchObject({ n: 10, good: 7, middle: 2, low: 1 });
    expect(meanOf('csat', answers, rows)).toBeNull();
    expect(hundredPoints(answers)!.value).toBeCloseTo((3 * 100 + 0 + 4 * 100 + 2 * (700 / 9)) / 10, 9);
  });

  test('an NPS is points, detractors and all', () => {
    const rows = [9, 10, 7, 3].map((score) => ({ scaleMax: 10, score, n: 5 }));
    const score = totalScore(answersOf('nps', rows), answersOf('nps', []));
    expect(score).toMatchObject({ figure: 'nps.net', value: 25, previousValue: null });
    expect(score.change.verdict).toBe('too-few');
    expect(hundredPoints(answersOf('nps', rows))).toBeNull();
  });

  test('what is not on its scale is no answer', () => {
    expect(answersOf('csat', [{ scaleMax: 5, score: 9, n: 3 }])).toMatchObject({ sent: 3, n: 0 });
  });
});

describe('by what goes with it', () => {
  const rows = [
    ...by('channel', 'email', csat(40, 60, 300)),
    ...by('channel', 'chat', csat(90, 10, 100)),
    ...by('team', '', csat(65, 35, 390)),
    ...by('team', 'sales', csat(65, 35, 10)),
    ...by('agent', 'anna', csat(90, 10, 0)),
    ...by('agent', 'boris', csat(36, 60, 400)),
    ...by('agent', 'new', csat(4, 0, 0)),
  ];
  const all = answersOf('csat', csat(130, 70, 400));
  const grouped = byGroup('csat', rows);

  test('of two halves the lower is told; agents are no drivers', () => {
    const told = driversOf(all, grouped);
    expect(told.map(({ by: name, group }) => [name, group])).toEqual([['channel', 'email']]);
    expect(told[0]).toMatchObject({ n: 100, score: 0.4, others: 0.9, apart: { verdict: 'lower' } });
  });

  test('a group is held against all others; one that cannot carry it is not', () => {
    const agents = groupsOf(all, grouped).find((one) => one.by === 'agent')!.items;
    expect(agents.map(({ group, apart }) => [group, apart.verdict])).toEqual([
      ['boris', 'lower'],
      ['anna', 'higher'],
      ['new', 'too-few'],
    ]);
    expect(agents[0]!.rateApart.verdict).toBe('lower');
  });

  test('who answers less is seen, and everybody’s score leans to them', () => {
    const strata = rows
      .filter((row) => row.by === 'channel')
      .map(({ group, ...row }) => ({ key: [group, 'no', '0', 'no', ''], ...row }));
    const panel = silentPanel('csat', all, grouped, strata);
    const email = panel.lines.find((line) => line.group === 'email')!;
    expect(email).toMatchObject({ answered: 100, silent: 300, answeredShare: 0.5, silentShare: 0.75 });
    expect(email.apart.verdict).toBe('higher');
    expect(panel.everybody.value).toBeCloseTo((400 * 0.4 + 200 * 0.9) / 600, 9);
    expect(panel.shift.verdict).toBe('lower');
    expect(panel.bounds!.low).toBeLessThan(panel.twofold!.low);
    expect(panel.bounds!.high).toBeGreaterThan(panel.twofold!.high);
  });

  test('a reason is a share of the answers that could tick it', () => {
    const [slow] = reasonsOf(all, [
      { reason: 'slow', scaleMax: 5, score: 1, n: 35 },
      { reason: 'slow', scaleMax: 5, score: 5, n: 1 },
    ]);
    expect(slow).toMatchObject({ count: 36, low: { count: 35, n: 70, share: 0.5 }, good: { count: 1, n: 130 } });
  });
});

test('long periods go by weeks from Monday, the ends cut short', () => {
  const weeks = stepsOf({ from: '2026-10-01', to: '2026-11-22' });
  expect(weeks[0]).toEqual({ from: '2026-10-01', to: '2026-10-04' });
  expect(weeks.at(-1)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(stepsOf({ from: '2026-11-20', to: '2026-11-22' })).toHaveLength(3);
});

test('every part of every kind opens', () => {
  expect(parseFigure('nps.net')).toEqual({ kind: 'answers', survey: 'nps', part: 'net' });
  expect(parseFigure('ces.score.7.3')).toEqual({ kind: 'score', survey: 'ces', scaleMax: 7, score: 3 });
  expect(parseFigure('csat.sent')).toEqual({ kind: 'plain', name: 'csat.sent' });
  expect(parseFigure('nps.score.10')).toBeNull();
  expect(parseFigure('csat.good.5')).toBeNull();
});
