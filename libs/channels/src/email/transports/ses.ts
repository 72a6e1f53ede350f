// Amazon SES (path B): the whole MIME over a signed request. It gives the mail a Message-ID of its own, which is ours from then on.
import { createHash, createHmac } from 'node:crypto';
import { byStatus, callVendor, type VendorAnswer } from '../../call-vendor.js';
import { ChannelError, type ClientContext } from '../../channel.js';
import type { TransportSettings } from '../settings-outbound.js';
import { base64, faultOf, fieldOf, type Transport } from './transport.js';

const MAIL = '/v2/email/outbound-emails';
const ACCOUNT = '/v2/email/account';

export const ses: Transport = {
  async send(context, settings, { envelope, raw, messageId }) {
    const json = {
      FromEmailAddress: envelope.from,
      // Everybody stands here: the head of the mail names no blind copies.
      Destination: { ToAddresses: envelope.to },
      Content: { Raw: { Data: base64(raw) } },
    };
    const answer = await call(context, settings, MAIL, json);
    const theirs = fieldOf(answer, 'MessageId');
    return { externalId: theirs ? `${theirs}@${idDomain(settings.region)}` : messageId };
  },
  async check(context, settings) {
    await call(context, settings, ACCOUNT, null);
  },
};

const regionOf = (settings: TransportSettings): string => settings.region || 'us-east-1';
const idDomain = (region: string): string =>
  region === '' || region === 'us-east-1' ? 'email.amazonses.com' : `${region}.amazonses.com`;

function call(context: ClientContext, settings: TransportSettings, path: string, json: object | null) {
  const body = json === null ? '' : JSON.stringify(json);
  const url = new URL((settings.root ?? `https://email.${regionOf(settings)}.amazonaws.com`) + path);
  const method = json === null ? 'GET' : 'POST';
  const headers = signed({ method, url, body, settings, now: new Date() });
  const given = json === null ? { repeatable: true } : { body: new Uint8Array(Buffer.from(body)) };
  return callVendor(context, { url: url.href, method, headers, ...given }, judge);
}

/** Kinds of refusal that pass, that speak of our account, and that speak of this mail. */
function judge(answer: VendorAnswer): ChannelError | null {
  if (answer.status >= 200 && answer.status < 300) return null;
  const type = `${answer.headers.get('x-amzn-errortype') ?? ''} ${fieldOf(answer, '__type') ?? ''}`;
  const words = fieldOf(answer, 'message') ?? fieldOf(answer, 'Message');
  const reason = faultOf(answer, words);
  if (answer.status === 429 || /TooManyRequests|Throttling|LimitExceeded/i.test(type))
    return new ChannelError('retry', reason, 5);
  const ours =
    /AccountSuspended|SendingPaused|MailFromDomainNotVerified|SignatureDoesNotMatch|UnrecognizedClient|InvalidClientToken|AccessDenied|NotFound/i;
  if (ours.test(type) || /not (?:been )?verified|identities failed/i.test(words ?? ''))
    return new ChannelError('reconnect', reason);
  return byStatus(answer);
}

const hmac = (key: string | Buffer, value: string): Buffer => createHmac('sha256', key).update(value).digest();
const sha = (value: string): string => createHash('sha256').update(value).digest('hex');

/** AWS Signature Version 4. */
function signed(given: { method: string; url: URL; body: string; settings: TransportSettings; now: Date }) {
  const { method, url, body, settings, now } = given;
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${stamp.slice(0, 8)}/${regionOf(settings)}/ses/aws4_request`;
  const names = 'content-type;host;x-amz-date';
  const canonical = [
    method,
    url.pathname,
    '',
    `content-type:application/json\nhost:${url.host}\nx-amz-date:${stamp}\n`,
    names,
    sha(body),
  ].join('\n');
  const day = hmac(`AWS4${settings.key}`, stamp.slice(0, 8));
  const key = hmac(hmac(hmac(day, regionOf(settings)), 'ses'), 'aws4_request');
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha(canonical)].join('\n')).toString('hex');
  return {
    'content-type': 'application/json',
    'x-amz-date': stamp,
    authorization: `AWS4-HMAC-SHA256 Credential=${settings.user}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
