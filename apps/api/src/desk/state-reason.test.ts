// Why a connection is red, as its owner reads it.
import { describe, expect, it } from '@jest/globals';
import { onlyReadingFails, tellReason } from './state-reason.js';

describe('a reason', () => {
  it.each([
    [
      'en',
      'imap-login: Invalid credentials',
      'The mail server refuses the user name or the password: Invalid credentials',
    ],
    ['ru', 'imap-folder: Заявки', 'В ящике нет папки Заявки, или её нельзя открыть.'],
    [
      'bg',
      'imap-private',
      'Пощенският сървър е с вътрешен адрес; администраторът трябва да го разреши (OUTGOING_ALLOW).',
    ],
    ['en', 'network: ECONNREFUSED', 'The other side cannot be reached. It is tried again by itself.'],
    [
      'en',
      'network: private address',
      'The other side has a private address; the operator must allow it (OUTGOING_ALLOW).',
    ],
    ['en', 'Unauthorized', 'Unauthorized'],
    ['en', 'constructor: x', 'constructor: x'],
  ])('%s, %j', (locale, reason, words) => expect(tellReason(locale, reason)).toBe(words));

  it('of reading stops no sending', () => {
    expect(onlyReadingFails({ state: 'broken', stateReason: 'imap-login: no' })).toBe(true);
    expect(onlyReadingFails({ state: 'broken', stateReason: '535 wrong password' })).toBe(false);
    expect(onlyReadingFails({ state: 'broken', stateReason: null })).toBe(false);
    expect(onlyReadingFails({ state: 'off', stateReason: 'imap-login: no' })).toBe(false);
  });
});
