// Path B for LINE: pushes messages, each once; sets the webhook; fetches what customers sent.
import { byStatus, callVendor, fetchKept, type VendorAnswer, type VendorCall, wordsOf } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { Push } from './render.js';
import { accessTokenOf, apiRootOf, dataRootOf } from './settings.js';

/** LINE shows at least so long that something is being written. */
const TYPING_SECONDS = 5;

export function lineClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchFile(context, ref),
    connect: () => connect(context),
    profile: (senderId) => profile(context, senderId),
    typing: async (conversation) => {
      // Groups have no such sign.
      if (!conversation.startsWith('U')) return;
      const json = { chatId: conversation, loadingSeconds: TYPING_SECONDS };
      await call(context, { url: '/v2/bot/chat/loading/start', json, repeatable: true });
    },
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { retryKey, message } = part.payload as Push;
  const answer = await call(
    context,
    {
      url: '/v2/bot/message/push',
      json: { to: conversation, messages: [message] },
      headers: { 'x-line-retry-key': retryKey },
      repeatable: true,
    },
    // 409: an earlier try with this key was accepted; it names what was sent then.
    (given) => (given.status === 409 ? null : judge(given)),
  );
  const [sent] = listOf(fieldsOf(answer.body)?.sentMessages);
  return { externalId: idOf(fieldsOf(sent)?.id) };
}

async function fetchFile(context: ClientContext, ref: string): ReturnType<NonNullable<Client['fetchFile']>> {
  if (/^https?:\/\//i.test(ref)) return fetchKept(context, ref);
  const url = `${dataRootOf(context.config)}/v2/bot/message/${encodeURIComponent(ref)}/content`;
  return fetchKept(context, url, authorization(context));
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const me = fieldsOf((await call(context, { url: '/v2/bot/info', repeatable: true })).body);
  const json = { endpoint: context.hookUrl };
  const asked = { url: '/v2/bot/channel/webhook/endpoint', method: 'PUT', json, repeatable: true };
  // A refused address is a fault of the settings, not of one message.
  await call(context, asked, (answer) => {
    const fault = judge(answer);
    return fault?.remedy === 'drop'
      ? new ChannelError('reconnect', `LINE refused the webhook: ${fault.reason}`)
      : fault;
  });
  const address = textOf(me?.basicId);
  return { name: textOf(me?.displayName) ?? address ?? 'LINE', address };
}

/** LINE names only those who are friends of the account. */
async function profile(context: ClientContext, senderId: string): Promise<{ name: string | null; username: null }> {
  const asked = { url: `/v2/bot/profile/${encodeURIComponent(senderId)}`, repeatable: true };
  return { name: textOf(fieldsOf((await call(context, asked)).body)?.displayName), username: null };
}

function call(context: ClientContext, asked: VendorCall, judged = judge): Promise<VendorAnswer> {
  const headers = { ...authorization(context), ...asked.headers };
  return callVendor(context, { ...asked, url: apiRootOf(context.config) + asked.url, headers }, judged);
}

function authorization(context: ClientContext): Record<string, string> {
  const token = accessTokenOf(context.config);
  if (!token) throw new ChannelError('reconnect', 'the channel access token is missing');
  return { authorization: `Bearer ${token}` };
}

function judge(answer: VendorAnswer): ChannelError | null {
  // The plan's messages are used up: only its owner can buy more, so trying on would be in vain.
  if (answer.status === 429 && /monthly limit/i.test(answer.text))
    return new ChannelError('reconnect', `the messages of the LINE plan are used up this month: ${wordsOf(answer)}`);
  return byStatus(answer);
}
