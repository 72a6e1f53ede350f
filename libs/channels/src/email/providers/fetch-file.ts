// Path A: a file that a mail service keeps for us until it is fetched.
import { ChannelError, type Client, type ClientContext } from '../../channel.js';
import { networkReason } from '../../network-fault.js';

const BREVO = 'https://api.brevo.com/v3/inbound/attachments';

/** `ref` as the service's reader wrote it: `brevo:<token>`. @throws ChannelError. */
export async function fetchPostedFile(
  context: ClientContext,
  ref: string,
): ReturnType<NonNullable<Client['fetchFile']>> {
  const token = /^brevo:(.+)$/s.exec(ref)?.[1];
  const key = context.config.inboundKey;
  if (!token) throw new ChannelError('drop', 'nobody keeps this file');
  if (typeof key !== 'string' || key === '') throw new ChannelError('drop', 'no API key to fetch the file with');
  let response: Response;
  try {
    const url = `${BREVO}/${encodeURIComponent(token)}`;
    response = await context.fetch(url, { headers: { 'api-key': key }, signal: context.signal });
  } catch (fault) {
    throw new ChannelError('retry', networkReason(fault));
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const later = response.status === 429 || response.status >= 500;
    throw new ChannelError(later ? 'retry' : 'drop', `file: HTTP ${response.status}`);
  }
  return { body: response.body, contentType: response.headers.get('content-type'), name: null };
}
