// The push as the standard's own example has it; that browsers can open it is tested with the push service of the stories.
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isPushTarget, MAX_PUSH_BYTES, makeVapidKeys, sealPush, vapidHeader } from './web-push.js';

/** RFC 8291, section 5. */
const EXAMPLE = {
  text: 'When I grow up, I want to be a watermelon',
  privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
  salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  sealed:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const browser = () => {
  const ecdh = createECDH('prime256v1');
  const p256dh = ecdh.generateKeys().toString('base64url');
  return { target: { p256dh, auth: randomBytes(16).toString('base64url') } };
};

describe('a push', () => {
  it('is byte for byte the example of RFC 8291', () => {
    const { text, sealed, privateKey, salt, ...target } = EXAMPLE;
    expect(sealPush(target, text, { privateKey, salt }).toString('base64url')).toBe(sealed);
  });

  it('hides how long it is, and refuses what is too long', () => {
    const { target } = browser();
    expect(sealPush(target, 'a').length).toBe(sealPush(target, 'a longer text').length);
    expect(() => sealPush(target, 'x'.repeat(MAX_PUSH_BYTES + 1))).toThrow();
  });

  it('goes only to real keys', () => {
    const { target } = browser();
    expect(isPushTarget(target)).toBe(true);
    expect(isPushTarget({ ...target, auth: 'short' })).toBe(false);
    expect(isPushTarget({ ...target, p256dh: Buffer.alloc(65, 4).toString('base64url') })).toBe(false);
  });

  it('is signed for the origin of its push service, for half a day', () => {
    const keys = makeVapidKeys();
    const now = new Date('2026-11-22T10:00:00Z');
    const header = vapidHeader(keys, 'https://push.example/a/b', 'mailto:desk@lipa.example', now);
    const [, token, key] = /^vapid t=(\S+), k=(\S+)$/.exec(header)!;
    const [head, claims, signature] = token!.split('.');
    expect(key).toBe(keys.publicKey);
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toEqual({
      aud: 'https://push.example',
      exp: now.getTime() / 1000 + 43_200,
      sub: 'mailto:desk@lipa.example',
    });
    const point = Buffer.from(keys.publicKey, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', signed, options, Buffer.from(signature!, 'base64url'))).toBe(true);
  });
});
