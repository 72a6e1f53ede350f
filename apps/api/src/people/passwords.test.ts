// Passwords by table: what is accepted, and that nobody's password is as slow as somebody's.
import { expect, test } from '@jest/globals';
import { checkPassword, hashPassword } from './passwords.js';

test('a password is kept as Argon2id with its parameters', async () => {
  expect(await hashPassword('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('the right one passes, in either normal form; the wrong one, a broken hash and a missing one do not', async () => {
  const kept = await hashPassword('парола й');
  expect(await checkPassword(kept, 'парола й')).toBe(true);
  expect(await checkPassword(kept, 'парола й'.normalize('NFD'))).toBe(true);
  expect(await checkPassword(kept, 'парола')).toBe(false);
  expect(await checkPassword('$argon2id$broken', 'парола й')).toBe(false);
  expect(await checkPassword(null, 'nobody has this password')).toBe(false);
});

test('an unknown address takes about as long as a known one', async () => {
  const kept = await hashPassword('x');
  const time = async (hash: string | null) => {
    const started = performance.now();
    for (let i = 0; i < 5; i++) await checkPassword(hash, 'y');
    return performance.now() - started;
  };
  await time(null);
  const [known, unknown] = [await time(kept), await time(null)];
  expect(unknown / known).toBeGreaterThan(0.3);
});
