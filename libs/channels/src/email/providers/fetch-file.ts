// Path A: a file that a mail service keeps for us until it is fetched.
import { ChannelError, type Client, type ClientContext } from '../../channel.js';
import { networkReason } from '../../network-fault.js';

const BREVO = 'https://api.brevo.com/v3/inbound/attachments';
const MAILGUN = /(^|\.)mailgun\.(net|org)$/;

/** `ref` as the service's reader wrote it: `brevo:<token>`, `mailgun:<url>`. @throws ChannelError. */
export async function fetchPostedFile(
  context: ClientContext,
  ref: string,
): ReturnType<NonNullable<Client['fetchFile']>> {
  const key = context.config.inboundKey;
  if (typeof key !== 'string' || key === '') throw new ChannelError('drop', 'no API key to fetch the file with');
  const call = callFor(ref, key);
  if (!call) throw new ChannelError('drop', 'nobody keeps this file');
  let response: Response;
  try {
    response = await context.fetch(call.url, { headers: call.headers, signal: context.signal });
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

function callFor(ref: string, key: string): { url: string; headers: Record<string, string> } | null {
  const [, service, rest = ''] = /^(brevo|mailgun):(.+)$/s.exec(ref) ?? [];
  if (service === 'brevo') return { url: `${BREVO}/${encodeURIComponent(rest)}`, headers: { 'api-key': key } };
  // The key goes to Mailgun's own host alone, whatever the mail says.
  if (service !== 'mailgun' || !URL.canParse(rest)) return null;
  const { protocol, hostname } = new URL(rest);
  const authorization = `Basic ${Buffer.from(`api:${key}`).toString('base64')}`;
  return protocol === 'https:' && MAILGUN.test(hostname) ? { url: rest, headers: { authorization } } : null;
}
