// What the sentence on top says, and what it leaves out.
import { describe, expect, it } from '@jest/globals';
import type { Change } from '../api/shapes.js';
import { toldChanges } from './sentence.js';

const change = (figure: string, of: Change['of'], verdict: Change['verdict']): Change => ({
  figure,
  of,
  before: 2,
  now: 1,
  verdict,
  meaning: 'neutral',
});
const said = (...changes: Change[]) => toldChanges(changes).map((each) => `${each.figure} ${each.of}`);

describe('the sentence on top', () => {
  it('says changes first, a p90 only without its median, and satisfaction always', () => {
    expect(
      said(
        change('first-response', 'median', 'lower'),
        change('first-response', 'p90', 'lower'),
        change('full-resolution', 'p90', 'higher'),
        change('tickets.opened', 'count', 'higher'),
        change('csat.good', 'share', 'no-difference'),
      ),
    ).toEqual(['first-response median', 'full-resolution p90', 'csat.good share']);
  });
  it('falls back to satisfaction and the first duration when nothing changed', () => {
    expect(said(change('first-response', 'median', 'no-difference'), change('csat.good', 'share', 'too-few'))).toEqual([
      'first-response median',
      'csat.good share',
    ]);
    expect(said(change('first-response', 'median', 'no-difference'))).toEqual(['first-response median']);
    expect(said()).toEqual([]);
  });
});
