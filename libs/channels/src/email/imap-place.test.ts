// What a saved place of an IMAP folder means, and when it means nothing.
import { describe, expect, it } from '@jest/globals';
import { batchOf, cursorOf, isOlder, movedTo, type Place, placeOf, rereadFrom, setAside } from './imap-place.js';

const place: Place = {
  box: 'b',
  validity: '7',
  uid: 10,
  floor: null,
  below: 0,
  at: '2026-11-20T10:00:00.000Z',
  later: [],
};

describe('a saved place', () => {
  it('is read back', () => expect(placeOf(cursorOf(place), 'b')).toEqual(place));
  it.each([null, '', 'null', '{}', '17', '{"box":"b"}', '{"box":"b","validity":"7","uid":"x"}'])(
    'is none: %s',
    (cursor) => expect(placeOf(cursor, 'b')).toBeNull(),
  );
  it('of another mailbox is none', () => expect(placeOf(cursorOf(place), 'c')).toBeNull());
  it('drops what it cannot read', () =>
    expect(placeOf('{"box":"b","validity":"7","uid":1,"at":"soon","later":["x",4]}', 'b')).toEqual({
      box: 'b',
      validity: '7',
      uid: 1,
      floor: null,
      below: 0,
      at: null,
      later: [4],
    }));
  it('never goes back', () => {
    expect(movedTo(place, 12, new Date('2026-11-21T00:00:00Z'))).toMatchObject({
      uid: 12,
      at: '2026-11-21T00:00:00.000Z',
    });
    expect(movedTo(place, 9, new Date('2026-11-01T00:00:00Z'))).toMatchObject({ uid: 10, at: place.at });
  });
  it('passes over nothing more when a hundred wait', () => {
    const full = { ...place, later: Array.from({ length: 100 }, (_, n) => n + 1) };
    expect(setAside(full, 200)).toBeNull();
    expect(setAside(full, 50)?.later).toHaveLength(100);
  });
  it('keeps what is left for later until it was taken', () => {
    const aside = setAside(place, 11)!;
    expect(aside).toMatchObject({ uid: 11, later: [11] });
    expect(movedTo(aside, 11, null).later).toEqual([]);
  });
});

describe('after the numbers were made anew', () => {
  it.each([
    [null, null, null],
    [null, '2026-11-20T10:00:00.000Z', '2026-11-19T10:00:00.000Z'],
    ['2026-11-20T09:00:00.000Z', '2026-11-20T10:00:00.000Z', '2026-11-20T09:00:00.000Z'],
    ['2026-10-01T00:00:00.000Z', '2026-11-20T10:00:00.000Z', '2026-11-19T10:00:00.000Z'],
    ['2026-10-01T00:00:00.000Z', null, '2026-10-01T00:00:00.000Z'],
  ])('floor %s, last %s: from %s', (floor, at, from) =>
    expect(rereadFrom({ floor, at })?.toISOString() ?? null).toBe(from),
  );
  it('what was there before us stays there; what was moved in later is new', () => {
    const floor = '2026-11-20T09:00:00.000Z';
    const [before, after] = [new Date(floor), new Date('2026-11-20T09:00:01Z')];
    expect(isOlder({ floor, below: 5 }, { uid: 5, came: before })).toBe(true);
    expect(isOlder({ floor, below: 5 }, { uid: 5, came: after })).toBe(false);
    expect(isOlder({ floor, below: 5 }, { uid: 6, came: before })).toBe(false);
    expect(isOlder({ floor: null, below: 5 }, { uid: 1, came: new Date(0) })).toBe(false);
  });
});

describe('a batch', () => {
  const sizes = (...all: number[]) => all.map((size, uid) => ({ uid, size }));
  it.each([
    [sizes(1, 1, 1), 2, 100, 2],
    [sizes(60, 60), 9, 100, 1],
    [sizes(500, 1), 9, 100, 1],
    [sizes(1, 500), 9, 100, 1],
    [[], 9, 100, 0],
  ])('%j, at most %d of %d bytes: %d', (mails, count, bytes, taken) =>
    expect(batchOf(mails, count, bytes)).toHaveLength(taken),
  );
});
