// What must not be read or forged: sealing at rest, random tokens, their hashes, and short signatures.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { ENV } from './env.token.js';

@Injectable()
export class Secrets {
  private readonly sealing: Buffer;
  private readonly signing: Buffer;

  constructor(@Inject(ENV) env: Pick<Env, 'secret'>) {
    if (!env.secret) throw new Error('OTKLIK_SECRET is missing.');
    this.sealing = Buffer.from(hkdfSync('sha256', env.secret, 'otklik', 'seal', 32));
    this.signing = Buffer.from(hkdfSync('sha256', env.secret, 'otklik', 'sign', 32));
  }

  /** AES-256-GCM; the answer is base64url of nonce, tag and ciphertext. */
  seal(plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.sealing, nonce);
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** @throws when the text was sealed with another OTKLIK_SECRET or was changed. */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.sealing, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** A random token, base64url. */
  token(bytes = 32): string {
    return randomBytes(bytes).toString('base64url');
  }

  /** What is stored of a token. Tokens are random, so a plain SHA-256 is enough. */
  hash(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }

  /** A 128-bit HMAC for one purpose, base64url (22 characters). */
  sign(purpose: string, value: string): string {
    return createHmac('sha256', this.signing)
      .update(`${purpose}\0${value}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  }

  verify(purpose: string, value: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(purpose, value));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
