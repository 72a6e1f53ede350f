// Signed visitors, by table: one good token, and every way to make a bad one.
import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readIdentity } from './identity-token.js';

const SECRET = 'a secret of the shop, long enough for anybody';
const now = new Date('2026-11-22T10:00:00Z');
const exp = now.getTime() / 1000 + 600;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (claims: unknown, head: unknown = { alg: 'HS256', typ: 'JWT' }, secret = SECRET, hash = 'sha256') => {
  const said = `${part(head)}.${part(claims)}`;
  return `${said}.${createHmac(hash, secret).update(said).digest('base64url')}`;
};
const good = { sub: '42', name: ' Анна ', email: 'anna@shop.example', exp };

test('a good one says who it is', () => {
  expect(readIdentity(sign(good), SECRET, now)).toEqual({ subject: '42', name: 'Анна', email: 'anna@shop.example' });
  expect(readIdentity(sign({ sub: 42, exp }), SECRET, now)).toEqual({ subject: '42', name: null, email: null });
  expect(readIdentity(sign({ ...good, exp: exp - 630 }), SECRET, now)).not.toBeNull(); // clocks differ by seconds
});

test.each<[string, string, unknown]>([
  ['signed with another secret', sign(good, undefined, `${SECRET}!`), SECRET],
  ['changed after it was signed', sign(good).replace(/\.[^.]+\./, `.${part({ ...good, sub: '43' })}.`), SECRET],
  ['not signed', `${part({ alg: 'none' })}.${part(good)}.`, SECRET],
  ['of algorithm none, signed all the same', sign(good, { alg: 'none' }), SECRET],
  ['of another hash', sign(good, { alg: 'HS512' }, SECRET, 'sha512'), SECRET],
  ['expired', sign({ ...good, exp: exp - 700 }), SECRET],
  ['without an end', sign({ sub: '42' }), SECRET],
  ['not yet valid', sign({ ...good, nbf: exp }), SECRET],
  ['of nobody', sign({ ...good, sub: ' ' }), SECRET],
  ['of a list', sign([good]), SECRET],
  ['too long', sign({ ...good, name: 'x'.repeat(5000) }), SECRET],
  ['with a part too many', `${sign(good)}.x`, SECRET],
  ['empty', '', SECRET],
  ['where no secret is set', sign(good), undefined],
  ['where the secret can be guessed', sign(good, undefined, 'short'), 'short'],
])('%s: nobody', (_, token, secret) => expect(readIdentity(token, secret, now)).toBeNull());
