// Part of the SMTP listener: a certificate of our own making, so that mail servers can encrypt where nobody gave us a better one.
// They do not ask who signed it: by RFC 3207 it keeps out whoever only listens, not whoever stands between.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const DAY_MS = 86_400_000;
const YEARS = 5;

const OID = {
  commonName: '0603550403',
  ecdsaWithSha256: '06082a8648ce3d040302',
  subjectAltName: '0603551d11',
};

/** DER: a tag, a length, and what it holds. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const sequence = (...parts: (Buffer | string)[]) => der(SEQUENCE, ...parts);
const bitString = (bytes: Buffer) => der(0x03, '00', bytes);
const octets = (bytes: Buffer) => der(0x04, bytes);
/** UTCTime, to the second. */
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** An X.509 certificate for a host name, with its key on P-256; both PEM. Good for five years, made anew at each start. */
export function selfSigned(host: string, now: Date): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(SET, sequence(OID.commonName, der(0x0c, Buffer.from(host.slice(0, 64))))));
  // A serial number is positive: its first bit is clear.
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x01;
  const algorithm = sequence(OID.ecdsaWithSha256);
  const alternative = sequence(OID.subjectAltName, octets(sequence(der(0x82, Buffer.from(host, 'latin1')))));
  const body = sequence(
    der(0xa0, '020102'),
    der(0x02, serial),
    algorithm,
    name,
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + YEARS * 365 * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternative)),
  );
  const certificate = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}
