// The session cookie by table: what browsers send, and what they should not.
import { expect, test } from '@jest/globals';
import { sessionCookie, sessionToken } from './session-cookie.js';

const token = 'AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZa';

test.each<[string | undefined, string | null]>([
  [`otklik_session=${token}`, token],
  [`a=b; otklik_session=${token}; c=d`, token],
  [`a=b;otklik_session="${token}"`, token],
  [undefined, null],
  ['', null],
  ['otklik_session=', null],
  ['otklik_session', null],
  ['otklik_session=short', null],
  [`not_otklik_session=${token}`, null],
  [`otklik_session=${token.repeat(5)}`, null],
  ['otklik_session=%00%00%00%00%00%00%00%00%00', null],
])('%s holds %s', (header, expected) => {
  expect(sessionToken(header)).toBe(expected);
});

test('it is out of reach of scripts and foreign pages, and of plain http where the desk has https', () => {
  expect(sessionCookie(token, true)).toBe(
    `otklik_session=${token}; Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax; Secure`,
  );
  expect(sessionCookie(null, false)).toBe('otklik_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
});
