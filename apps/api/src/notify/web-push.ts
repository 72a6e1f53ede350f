// A push as the standards write it: sealed for one browser (RFC 8291, aes128gcm) and signed by this desk (VAPID, RFC 8292). Pure.
import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

/** What a browser gives of itself when it subscribes; keys in base64url. */
export interface PushTarget {
  endpoint: string;
  /** Its public key, an uncompressed point of P-256: 65 bytes. */
  p256dh: string;
  /** Its shared secret: 16 bytes. */
  auth: string;
}

/** By which push services know the desk. `publicKey` is the uncompressed point, `privateKey` the scalar; base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const RECORD = 4096;
/** The longest text that fits into one record with its tag and the mark of its end. */
export const MAX_PUSH_BYTES = RECORD - 16 - 1 - 86;
/** Everything is padded to a multiple of this, so that the length says little about the words. */
const STEP = 256;
/** Push services accept at most 24 h. */
const TOKEN_SECONDS = 12 * 3600;

const bytes = (text: string) => Buffer.from(text, 'base64url');

export function makeVapidKeys(): VapidKeys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x, y, d } = privateKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.concat([Buffer.from([4]), bytes(x!), bytes(y!)]).toString('base64url'),
    privateKey: d!,
  };
}

/** Whether these are keys of a browser at all. */
export function isPushTarget({ p256dh, auth }: Pick<PushTarget, 'p256dh' | 'auth'>): boolean {
  if (bytes(auth).length !== 16) return false;
  const point = bytes(p256dh);
  if (point.length !== 65 || point[0] !== 4) return false;
  try {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    ecdh.computeSecret(point);
    return true;
  } catch {
    return false; // not on the curve
  }
}

/** `fixed`: the sender's key and the salt of a test vector. @throws when the text is longer than MAX_PUSH_BYTES */
export function sealPush(
  target: Pick<PushTarget, 'p256dh' | 'auth'>,
  text: string,
  fixed?: { privateKey: Buffer; salt: Buffer },
): Buffer {
  const plain = Buffer.from(text);
  if (plain.length > MAX_PUSH_BYTES) throw new Error('too long for one push');
  const ours = createECDH('prime256v1');
  if (fixed) ours.setPrivateKey(fixed.privateKey);
  else ours.generateKeys();
  const theirs = bytes(target.p256dh);
  const salt = fixed?.salt ?? randomBytes(16);
  const key = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours.getPublicKey()]);
  const secret = hkdfSync('sha256', ours.computeSecret(theirs), bytes(target.auth), key, 32);
  const derive = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret), salt, `Content-Encoding: ${info}\0`, length));
  const padding = fixed ? 0 : (STEP - ((plain.length + 1) % STEP)) % STEP;
  const padded = Math.min(padding, MAX_PUSH_BYTES - plain.length);
  const cipher = createCipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  const body = [cipher.update(plain), cipher.update(Buffer.from([2])), cipher.update(Buffer.alloc(padded))];
  body.push(cipher.final());
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD);
  return Buffer.concat([salt, size, Buffer.from([65]), ours.getPublicKey(), ...body, cipher.getAuthTag()]);
}

/** The header by which the push service knows who sends. `contact`: https: or mailto:, where its operator can reach ours. */
export function vapidHeader(keys: VapidKeys, endpoint: string, contact: string, now: Date): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const head = encode({ typ: 'JWT', alg: 'ES256' });
  const exp = Math.floor(now.getTime() / 1000) + TOKEN_SECONDS;
  const claims = encode({ aud: new URL(endpoint).origin, exp, sub: contact });
  const signature = sign('sha256', Buffer.from(`${head}.${claims}`), {
    key: privateKeyOf(keys),
    dsaEncoding: 'ieee-p1363',
  });
  return `vapid t=${head}.${claims}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}

function privateKeyOf({ publicKey, privateKey }: VapidKeys): KeyObject {
  const point = bytes(publicKey);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: privateKey }, format: 'jwk' });
}
