// Are those who did not answer like those who did? Each value of a feature, as a share of both.
import { amongMany } from './benjamini-hochberg.js';
import { compareShares, type Difference, shareDifferenceP } from './newcombe.js';

/** How many of the answered and of the silent tickets have this value (this channel, this team, reopened …). */
export interface PanelCount {
  value: string;
  answered: number;
  silent: number;
}

export interface PanelLine extends PanelCount, Difference {
  answeredShare: number;
  silentShare: number;
  p: number;
}

/**
 * Each value's share among the silent minus its share among the answered, with Newcombe's 95 % interval; verdicts are
 * corrected by Benjamini–Hochberg over all lines given together. Give all values of a feature: their sum is the whole.
 */
export function compareSilent(counts: readonly PanelCount[]): PanelLine[] {
  const answered = counts.reduce((sum, line) => sum + line.answered, 0);
  const silent = counts.reduce((sum, line) => sum + line.silent, 0);
  const lines = counts.map((line): PanelLine => {
    const [a, s] = [
      { count: line.answered, n: answered },
      { count: line.silent, n: silent },
    ];
    return {
      ...line,
      answeredShare: answered === 0 ? 0 : line.answered / answered,
      silentShare: silent === 0 ? 0 : line.silent / silent,
      ...compareShares(s, a),
      p: shareDifferenceP(s, a),
    };
  });
  return amongMany(lines);
}
