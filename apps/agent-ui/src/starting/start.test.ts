// A conversation not yet begun: what is an address, and that nothing typed is lost to a broken store.
import { describe, expect, it } from '@jest/globals';
import { addressIn, readStart, startTo, whomItIsFor } from './start.js';

describe('an address', () => {
  it.each([
    ['anna@shop.example', 'anna@shop.example'],
    ['  Anna Weber <anna@shop.example> ', 'anna@shop.example'],
    ['anna', null],
    ['anna@shop', null],
    ['a b@shop.example', null],
  ])('%p', (typed, address) => expect(addressIn(typed)).toBe(address));
});

describe('what was typed', () => {
  const store = (kept: string | null) => ({ getItem: () => kept });
  it('comes back', () => {
    const kept = JSON.stringify({
      subject: 'Hello',
      email: 'a@b.example',
      part: { html: '<p>Hi</p>', text: 'Hi', files: [], key: 'k' },
    });
    expect(readStart('me', store(kept))).toMatchObject({
      subject: 'Hello',
      email: 'a@b.example',
      contact: null,
      part: { text: 'Hi', key: 'k' },
    });
  });
  it('begins anew where nothing, or nothing readable, was kept', () => {
    for (const kept of [null, '{'])
      expect(readStart('me', store(kept))).toMatchObject({ subject: '', part: { text: '', files: [] } });
  });
});

describe('whom it was opened for', () => {
  it('is answered every time it is asked, until it is opened anew', () => {
    const nora = { id: 'n', words: 'Nora Field' };
    startTo(nora);
    expect([whomItIsFor(), whomItIsFor()]).toEqual([nora, nora]);
    startTo();
    expect(whomItIsFor()).toBeNull();
  });
});
