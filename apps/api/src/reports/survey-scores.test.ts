// Each kind by its own formula; a survey whose scale was changed is two figures; a share and a net score never meet.
import { expect, test } from '@jest/globals';
import { type ScoreRow, surveyFigures } from './survey-scores.js';

const rows = (surveyId: string, kind: ScoreRow['kind'], scaleMax: number, counts: [number | null, number][]) =>
  counts.map(([score, n]): ScoreRow => ({ surveyId, kind, scaleMax, score, n }));

test('CSAT is a share, NPS a net score, CES a share with its mean', () => {
  const [csat, nps, ces] = surveyFigures([
    ...rows('a', 'csat', 5, [
      [null, 60],
      [5, 20],
      [4, 10],
      [1, 10],
    ]),
    ...rows('b', 'nps', 10, [
      [null, 10],
      [10, 20],
      [8, 10],
      [0, 10],
    ]),
    ...rows('c', 'ces', 7, [
      [7, 3],
      [1, 1],
    ]),
  ]);
  expect(csat).toMatchObject({ surveyId: 'a', sent: 100, answered: 40, responseRate: 0.4, score: 0.75, enough: true });
  expect(nps).toMatchObject({ surveyId: 'b', sent: 50, answered: 40, score: 25 });
  // Rocks (2016): 20 promoters, 10 passive and 10 detractors, and three more answers, ¾, 1½ and ¾ of each.
  const [p, d] = [20.75 / 43, 10.75 / 43];
  const reach = 1.959964 * 100 * Math.sqrt((p + d - (p - d) ** 2) / 43);
  expect(nps!.interval.low!).toBeCloseTo(100 * (p - d) - reach, 3);
  expect(nps!.interval.high!).toBeCloseTo(100 * (p - d) + reach, 3);
  expect(ces).toMatchObject({ surveyId: 'c', score: 0.75, mean: 5.5, enough: false });
});

test('another scale is another figure; sent and never answered has no score', () => {
  const figures = surveyFigures([...rows('a', 'csat', 5, [[5, 9]]), ...rows('a', 'csat', 10, [[null, 3]])]);
  expect(figures).toHaveLength(2);
  expect(figures[1]).toMatchObject({ scaleMax: 10, sent: 3, answered: 0, score: null, interval: { low: null } });
});
