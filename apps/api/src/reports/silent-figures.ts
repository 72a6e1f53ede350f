// Those who did not answer, pure: compared with those who did, and what may be said of everybody.
import {
  boundsAtOdds,
  compareSilent,
  postStratify,
  rangeOf,
  type Stratum,
  type SurveyKind,
  silentBounds,
  type Worth,
  worthOf,
} from '@otklik/survey';
import { type Answers, answersOf, compared } from './answer-scores.js';
import { answersFigure } from './figures.js';
import type { SilentLine, SilentPanel } from './satisfaction.requests.js';
import type { ByRow, StratumScores } from './satisfaction.store.js';

/** By what the silent are held against those who answered. */
const COMPARED: readonly ByRow[] = ['channel', 'team', 'language', 'wait', 'reopened', 'handoffs'];
/** The assumption that is drawn beside the worst case: their odds of a good answer differ at most so much. */
const ODDS = 2;

export function silentPanel(
  kind: SurveyKind,
  all: Answers,
  grouped: Map<ByRow, Map<string, Answers>>,
  rows: readonly StratumScores[],
): SilentPanel {
  const worth: Worth = kind === 'nps' ? 'nps' : 'share';
  const range = rangeOf(worth, kind, kind === 'nps' ? 10 : kind === 'ces' ? 7 : 5);
  const strata = strataOf(kind, worth, rows);
  const scored = postStratify(strata, range);
  const [sum, sumOfSquares] = [total(strata, 'sum'), total(strata, 'sumOfSquares')];
  const bounds = silentBounds({ size: scored.size, answered: scored.answered, sum, sumOfSquares }, range);
  return {
    ...{ sent: all.sent, answered: all.n, lines: COMPARED.flatMap((by) => linesOf(by, grouped.get(by)!)) },
    everybody: {
      ...{ figure: answersFigure(kind, 'everybody'), n: all.n, enough: all.n >= 10, value: scored.value },
      interval: { low: scored.low, high: scored.high },
    },
    ...{ shift: compared(scored.shift), cells: scored.cells.length },
    twofold: kind === 'nps' || all.n === 0 ? null : boundsAtOdds(scored.cells, ODDS),
    bounds: bounds && { low: bounds.interval.low!, high: bounds.interval.high! },
  };
}

function strataOf(kind: SurveyKind, worth: Worth, rows: readonly StratumScores[]): Stratum[] {
  const strata = new Map<string, Stratum>();
  for (const { key, scaleMax, score, n } of rows) {
    const id = JSON.stringify(key);
    const stratum = strata.get(id) ?? { key, size: 0, answered: 0, sum: 0, sumOfSquares: 0 };
    strata.set(id, stratum);
    stratum.size += n;
    if (score === null || answersOf(kind, [{ scaleMax, score, n }]).n === 0) continue;
    const value = worthOf(worth, kind, scaleMax, score);
    stratum.answered += n;
    stratum.sum += value * n;
    stratum.sumOfSquares += value * value * n;
  }
  return [...strata.values()];
}

function linesOf(by: ByRow, groups: Map<string, Answers>): SilentLine[] {
  const counts = [...groups].map(([value, own]) => ({ value, answered: own.n, silent: own.sent - own.n }));
  return compareSilent(counts).map((line) => ({
    ...{ by, group: line.value || null, name: null, answered: line.answered, silent: line.silent },
    ...{ answeredShare: line.answeredShare, silentShare: line.silentShare, apart: compared(line) },
  }));
}

const total = (strata: readonly Stratum[], of: 'sum' | 'sumOfSquares') =>
  strata.reduce((sum, stratum) => sum + stratum[of], 0);
