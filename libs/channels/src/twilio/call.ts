// Part of every call (path B): who we are at Twilio, whom that is shown to, and what its refusals mean.
import { byStatus, retryAfterOf, type VendorAnswer } from '../call-vendor.js';
import { ChannelError, type ClientContext } from '../channel.js';
import { fieldsOf, idOf } from '../exact-json.js';
import { errorOfCode } from './error-codes.js';
import { accountSidOf, apiRootOf, authTokenOf } from './settings.js';

export const accountUrl = ({ config }: ClientContext): string =>
  `${apiRootOf(config)}/2010-04-01/Accounts/${encodeURIComponent(accountSidOf(config) ?? '')}`;

export function authorization({ config }: ClientContext): Record<string, string> {
  const [sid, token] = [accountSidOf(config), authTokenOf(config)];
  if (!sid || !token) throw new ChannelError('reconnect', 'the Account SID or the Auth Token is missing');
  return { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` };
}

/** Our password is shown to Twilio alone. */
export function isOurs({ config }: ClientContext, ref: string): boolean {
  if (!URL.canParse(ref)) return false;
  const { protocol, hostname, origin } = new URL(ref);
  return origin === new URL(apiRootOf(config)).origin || (protocol === 'https:' && hostname.endsWith('.twilio.com'));
}

/** By Twilio's own number of the error where it has a remedy, else by the status. */
export function judge(answer: VendorAnswer): ChannelError | null {
  if (answer.status < 400) return byStatus(answer);
  const code = idOf(fieldsOf(answer.body)?.code);
  return errorOfCode(code, retryAfterOf(answer.headers)) ?? byStatus(answer);
}
