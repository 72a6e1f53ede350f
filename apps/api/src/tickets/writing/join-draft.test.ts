// Two devices at once: nobody's newer words are overwritten unseen, and nothing said twice is kept twice.
import { describe, expect, it } from '@jest/globals';
import type { DraftRow } from './draft.store.js';
import { judge, withAside } from './join-draft.js';

const kept = (text: string, version = 3, device = 'desk'): DraftRow => ({
  ticketId: 't',
  agentId: 'a',
  mode: 'reply',
  version,
  device,
  key: 'k',
  text,
  html: `<p>${text}</p>`,
  files: [],
  more: {},
  aside: [],
  updatedAt: new Date(0),
});
const coming = (text: string, base: number, device = 'phone', leaving = false) => ({
  text,
  html: `<p>${text}</p>`,
  files: [],
  base,
  device,
  leaving,
});

describe('words that come', () => {
  it.each([
    ['onto nothing', null, coming('a', 0), 'replace'],
    ['onto what they have seen', kept('a'), coming('b', 3), 'replace'],
    ['from the same device, its answer lost', kept('a', 4), coming('b', 3, 'desk'), 'replace'],
    ['onto newer ones', kept('newer words'), coming('mine', 2), 'refuse'],
    ['onto newer ones that they hold', kept('newer words'), coming('newer words and more', 2), 'replace'],
    ['onto an emptied draft', kept(' '), coming('mine', 2), 'replace'],
    ['empty, onto newer ones', kept('newer words'), coming('', 2), 'refuse'],
    ['from a page that is going', kept('newer words'), coming('mine', 2, 'phone', true), 'set-aside'],
    ['empty, from a page that is going', kept('newer words'), coming('', 2, 'phone', true), 'refuse'],
  ])('%s', (_, before, words, verdict) => expect(judge(before, words)).toBe(verdict));

  it('an attached file counts as words', () => {
    const before = { ...kept('a'), files: ['f1'] };
    expect(judge(before, coming('a', 1))).toBe('refuse');
    expect(judge(before, { ...coming('a', 1), files: ['f1', 'f2'] })).toBe('replace');
  });
});

describe('words set aside', () => {
  const aside = (device: string, text: string) => ({ device, text, html: `<p>${text}</p>`, files: [], at: '' });
  it('one standing a device, and none that the draft holds', () => {
    const all = withAside(
      [aside('phone', 'old'), aside('tablet', 'Hello')],
      [aside('phone', 'new')],
      coming('Hello you', 1),
    );
    expect(all.map((one) => one.text)).toEqual(['new']);
  });
  it('the newest five', () => {
    const many = Array.from({ length: 8 }, (_, n) => aside(`d${n}`, `words ${n}`));
    expect(withAside([], many, coming('x', 1)).map((one) => one.device)).toEqual(['d3', 'd4', 'd5', 'd6', 'd7']);
  });
});
