// The grid of kinds and ways: only what differs is kept, and without the bell nothing rings.
import { describe, expect, it } from '@jest/globals';
import { chosenOf, KINDS, USUAL, waysOf, weightOf, wholeGrid } from './kinds.js';

describe('the grid', () => {
  it('keeps only what differs from the usual', () => {
    const grid = { ...wholeGrid({}), mention: { ...USUAL.mention, push: false } };
    expect(chosenOf(grid)).toEqual({ mention: { push: false } });
    expect(chosenOf(wholeGrid({}))).toEqual({});
  });
  it('leaves out what it does not know', () => {
    expect(chosenOf({ mention: { pigeon: true, sound: 'yes' }, party: { app: true }, reply: null })).toEqual({});
  });
  it('is silent by every way where the bell is off', () => {
    expect(Object.values(waysOf('mention', { mention: { app: false } }))).toEqual([false, false, false, false, false]);
  });
  it('says nothing of unassigned tickets until it is asked to', () => {
    expect(waysOf('unassigned', {}).app).toBe(false);
    expect(waysOf('unassigned', { unassigned: { app: true } }).app).toBe(true);
  });
  it('has no sound until somebody wants it', () => {
    expect(KINDS.filter((kind) => USUAL[kind].sound)).toEqual([]);
  });
  it('puts a mention before a reply', () => {
    expect(weightOf('mention')).toBeGreaterThan(weightOf('reply'));
    expect(Math.min(...KINDS.map(weightOf))).toBe(1);
  });
});
