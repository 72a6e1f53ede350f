// Path B for the API channel: posts signed events to the owner's server, which may see one twice and takes it once.
import { byStatus, callVendor, fetchKept, type VendorAnswer, wordsOf } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type OutboundFile, type Part, type Sent } from '../channel.js';
import { fieldsOf, idOf, textOf } from '../exact-json.js';
import { MAX_FILES, type Said } from './render.js';
import { secretOf, urlOf } from './settings.js';
import { SIGNATURE, sign } from './signature.js';

export function apiClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchKept(context, ref, isTheirs(context, ref) ? signed(context, '') : {}),
    connect: () => connect(context),
    typing: async (conversation) => {
      await post(context, { type: 'typing', conversation });
    },
    acknowledge: async ({ conversation, button }, text) => {
      await post(context, { type: 'acknowledge', conversation, button, text });
    },
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { key, event } = part.payload as Said;
  const files = await Promise.all(part.files.map(fileOf));
  const answer = await post(context, { ...event, conversation, files }, { 'idempotency-key': key });
  return { externalId: idOf(fieldsOf(answer.body)?.id) ?? key };
}

/** A file too large to stand in the post is fetched by its link. */
async function fileOf(file: OutboundFile): Promise<Record<string, unknown>> {
  const { name, contentType, size } = file;
  const content = size <= MAX_FILES ? Buffer.from(await file.read()).toString('base64') : null;
  return { name, contentType, size, content, url: file.link ?? null };
}

/** Their server is told where to post, and may say who it is. */
async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const answer = await post(context, { type: 'ping', hookUrl: context.hookUrl }).catch((fault: unknown) => {
    // Whatever they say no to at the first word is a fault of the settings.
    if (fault instanceof ChannelError && fault.remedy === 'drop') throw new ChannelError('reconnect', fault.reason);
    throw fault;
  });
  const body = fieldsOf(answer.body);
  return { name: textOf(body?.name) ?? new URL(urlOf(context.config)!).host, address: textOf(body?.address) };
}

function post(context: ClientContext, event: object, more: Record<string, string> = {}): Promise<VendorAnswer> {
  const url = urlOf(context.config);
  if (!url) throw new ChannelError('reconnect', 'their address is missing');
  const body = new Uint8Array(Buffer.from(JSON.stringify(event)));
  const headers = { 'content-type': 'application/json', ...signed(context, body), ...more };
  return callVendor(context, { url, body, headers, repeatable: true }, judge);
}

function signed({ config }: ClientContext, body: Uint8Array | string): Record<string, string> {
  const secret = secretOf(config);
  if (!secret) throw new ChannelError('reconnect', 'the secret is missing');
  return { [SIGNATURE]: sign(body, secret, new Date()) };
}

const isTheirs = ({ config }: ClientContext, ref: string): boolean =>
  URL.canParse(ref) && new URL(ref).origin === new URL(urlOf(config) ?? 'x:').origin;

/** By the status, and: 409 had it already, 404 and 405 are a wrong address, 410 a person who is gone. */
function judge(answer: VendorAnswer): ChannelError | null {
  const { status } = answer;
  if (status === 409) return null;
  if (status === 404 || status === 405) return new ChannelError('reconnect', wordsOf(answer));
  if (status === 410) return new ChannelError('drop', `gone, or blocked by the user: ${wordsOf(answer)}`);
  return byStatus(answer);
}
