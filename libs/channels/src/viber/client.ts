// Path B for Viber: sends the rendered bodies; sets the webhook, which Viber tries at once; its refusals named by their remedy.
import { byStatus, callVendor, fetchKept, type VendorAnswer } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { type Fields, fieldsOf, idOf, textOf } from '../exact-json.js';
import type { Call } from './render.js';
import { apiRootOf, authTokenOf, senderOf } from './settings.js';

/** What we ask to be told beside messages. */
const EVENTS = ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started'];
const TOO_MANY = 12;
const WAIT_SECONDS = 30;
/** The token, the bot or its money: only the owner can mend it. https://developers.viber.com/docs/api/rest-bot-api/#error-codes */
const RECONNECT = new Set([1, 2, 7, 8, 9, 10, 15, 21, 23, 24]);
/** Said in words, because Viber's own do not name the remedy. */
const WORDS: Record<number, string> = {
  1: 'our address cannot be reached by Viber',
  2: 'the bot token is wrong',
  5: 'no such user: the person has no Viber any more',
  6: 'blocked by the user: not subscribed, or gone',
  10: 'the webhook is not set: save the connection again',
  23: 'the free messages of the month are spent',
  24: 'the account has no money left',
};

export function viberClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchKept(context, ref),
    connect: () => connect(context),
    // There is no passing notice here: the thanks are a message.
    acknowledge: async (event, text) => {
      if (!text) return;
      const words = { receiver: event.sender.id, sender: senderOf(context.config), type: 'text', text };
      await callViber(context, 'send_message', words);
    },
    disconnect: async () => {
      await callViber(context, 'set_webhook', { url: '' }, { repeatable: true });
    },
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { body } = part.payload as Call;
  if (!body) throw new ChannelError('drop', 'Viber fetches files itself, and this one has no public address');
  const sent = await callViber(context, 'send_message', { receiver: conversation, ...body });
  return { externalId: idOf(sent.message_token) };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const account = await callViber(context, 'get_account_info', {}, { repeatable: true });
  const fields = { url: context.hookUrl, event_types: EVENTS, send_name: true, send_photo: false };
  await callViber(context, 'set_webhook', fields, { repeatable: true });
  const address = textOf(account.uri) ?? idOf(account.id);
  return { name: textOf(account.name) ?? 'Viber', address };
}

async function callViber(
  context: ClientContext,
  method: string,
  json: Record<string, unknown>,
  { repeatable = false }: { repeatable?: boolean } = {},
): Promise<Fields> {
  const token = authTokenOf(context.config);
  if (!token) throw new ChannelError('reconnect', 'the bot token is missing');
  const url = `${apiRootOf(context.config)}/pa/${method}`;
  const headers = { 'x-viber-auth-token': token };
  return fieldsOf((await callVendor(context, { url, json, headers, repeatable }, judge)).body) ?? {};
}

/** Viber says no with a status of 200 and a number of its own. */
export function judge(answer: VendorAnswer): ChannelError | null {
  const body = fieldsOf(answer.body);
  const fault = byStatus(answer);
  if (fault) return fault;
  if (!body || body.status === undefined) return new ChannelError('unknown', 'an answer that cannot be read');
  const code = Number(body.status);
  if (code === 0) return null;
  const reason = `Viber ${code}: ${WORDS[code] ?? textOf(body.status_message) ?? 'refused'}`;
  if (code === TOO_MANY) return new ChannelError('retry', reason, WAIT_SECONDS);
  return new ChannelError(RECONNECT.has(code) ? 'reconnect' : 'drop', reason);
}
