// One draft in two places: what was typed here and what the desk has, after a crash, a second device, a send elsewhere.
import { describe, expect, it } from '@jest/globals';
import { type DraftPart, emptyPart } from './drafts.js';
import { decide, type KeptPart, meet } from './meet-draft.js';

const NOW = new Date('2026-11-22T08:00:00Z');
const here = (text: string, version: number, dirty: boolean): DraftPart => ({
  ...emptyPart(),
  text,
  html: text && `<p>${text}</p>`,
  version,
  dirty,
});
const there = (text: string, version: number): KeptPart => ({
  version,
  key: 'k',
  text,
  html: text && `<p>${text}</p>`,
  files: [],
  more: {},
  aside: [],
});

describe('a draft here and at the desk', () => {
  it.each([
    ['nothing anywhere', here('', 0, false), null, '', false, []],
    ['typed here, never kept', here('a', 0, false), null, 'a', true, []],
    ['kept, then sent elsewhere', here('a', 3, false), null, '', false, []],
    ['typed on after it was sent elsewhere', here('a and more', 3, true), null, 'a and more', true, []],
    ['the same on both sides', here('a', 3, false), there('a', 3), 'a', false, []],
    ['typed on here', here('a b', 3, true), there('a', 3), 'a b', true, []],
    ['typed on elsewhere', here('a', 3, false), there('a b', 4), 'a b', false, []],
    ['kept, its answer lost', here('a b c', 3, true), there('a b', 4), 'a b c', true, []],
    ['emptied here, typed on elsewhere', here('', 3, true), there('a b', 4), 'a b', false, []],
    ['both typed on', here('mine', 3, true), there('theirs', 4), 'mine', true, ['theirs']],
    ['a new device', here('', 0, false), there('a', 4), 'a', false, []],
    ['emptied elsewhere while typing here', here('mine', 3, true), there('', 4), 'mine', true, []],
  ])('%s', (_, mine, kept, text, dirty, aside) => {
    const met = meet(mine, kept, NOW);
    expect(met.text).toBe(text);
    expect(met.dirty ?? false).toBe(dirty);
    expect((met.aside ?? []).map((one) => one.text)).toEqual(aside);
    if (kept) expect(met.version).toBe(kept.version);
  });

  it('what was chosen against can be chosen back', () => {
    const met = meet(here('mine', 3, true), there('theirs', 4), NOW);
    const used = decide(met, met.aside![0]!, 'use');
    expect([used.text, used.aside!.map((one) => one.text)]).toEqual(['theirs', ['mine']]);
    expect(decide(used, used.aside![0]!, 'use').text).toBe('mine');
    expect(decide(met, met.aside![0]!, 'add').text).toBe('mine\ntheirs');
    expect(decide(met, met.aside![0]!, 'drop')).toMatchObject({ text: 'mine', aside: [], dirty: true });
  });
});
