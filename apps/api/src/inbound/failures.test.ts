// Rules of failing: an ill house costs a row nothing; a poisonous row is tried a few times and then rests.
import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { errorText, isCollision, isOutage, RETRY_AFTER_SECONDS, retryAt } from './failures.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });
const query = (code: string) => new QueryFailedError('SELECT 1', [], withCode(code));

describe('failures', () => {
  it.each([
    ['the server refuses', withCode('ECONNREFUSED'), true],
    ['the disk is full', withCode('ENOSPC'), true],
    ['the server shuts down', query('57P01'), true],
    ['too many connections', query('53300'), true],
    ['the connection breaks', new Error('Connection terminated unexpectedly'), true],
    ['the desk is stopping', new Error('Driver not Connected'), true],
    ['bytes that are no text', query('22021'), false],
    ['a broken rule', query('23514'), false],
    ['our own mistake', new TypeError('x is undefined'), false],
    ['nothing at all', null, false],
  ])('%s → outage %p', (_, error, expected) => expect(isOutage(error)).toBe(expected));

  it('knows collisions', () => {
    expect(['23505', '40001', '40P01', '22021'].map((code) => isCollision(query(code)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('tries again ever later, and then no more', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    expect(retryAt(1, now)).toEqual(new Date('2026-11-22T10:00:01Z'));
    expect(retryAt(RETRY_AFTER_SECONDS.length + 1, now)).toBeNull();
  });

  it('keeps the ledger storable', () => expect(errorText(new Error('a\0b'))).toBe('Error: ab'));
});
