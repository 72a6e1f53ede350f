// Path B for MAX, on the wire: one call of its bot API, and its refusals named by their remedy.
import { byStatus, callVendor, type VendorAnswer, type VendorCall, wordsOf } from '../call-vendor.js';
import { ChannelError, type ClientContext } from '../channel.js';
import { type Fields, fieldsOf, textOf } from '../exact-json.js';
import { accessTokenOf, apiRootOf } from './settings.js';

/** `path` begins with a slash. @returns the answer's fields */
export async function callMax(
  context: ClientContext,
  call: Omit<VendorCall, 'url'> & { path: string },
): Promise<Fields> {
  const token = accessTokenOf(context.config);
  if (!token) throw new ChannelError('reconnect', 'the bot token is missing');
  const { path, ...rest } = call;
  const headers = { authorization: token, ...rest.headers };
  try {
    const url = apiRootOf(context.config) + path;
    return fieldsOf((await callVendor(context, { ...rest, url, headers }, judge)).body) ?? {};
  } catch (fault) {
    throw fault instanceof ChannelError && /CERT|SIGNATURE/.test(fault.reason) ? untrusted(fault) : fault;
  }
}

/** The refusals of MAX have a code in words. */
export function judge(answer: VendorAnswer): ChannelError | null {
  const code = textOf(fieldsOf(answer.body)?.code) ?? '';
  const reason = [code, wordsOf(answer)].filter(Boolean).join(', ');
  if (code === 'verify.token' || answer.status === 401) return new ChannelError('reconnect', reason);
  // The file is still being worked on over there: nothing was sent.
  if (code === 'attachment.not.ready') return new ChannelError('retry', reason, 5);
  if (code === 'chat.not.found') return new ChannelError('drop', `chat not found: ${reason}`);
  if (code === 'chat.denied') return new ChannelError('drop', `blocked by the user: ${reason}`);
  if (answer.status === 403 || answer.status === 404) return new ChannelError('drop', reason);
  const fault = byStatus(answer);
  return fault && new ChannelError(fault.remedy, reason, fault.retryAfterSeconds);
}

/** MAX uses certificates of an authority that few systems know. */
const untrusted = (fault: ChannelError): ChannelError =>
  new ChannelError(
    'reconnect',
    `the certificate of MAX is not trusted here (${fault.reason}): start Otklik with NODE_EXTRA_CA_CERTS, see docs/channels/max.md`,
  );
