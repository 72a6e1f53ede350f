// Path B for Telegram: sends the rendered calls; sets the webhook or polls; fetches files that Telegram keeps.
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { networkReason } from '../network-fault.js';
import { callBotApi } from './bot-api.js';
import { messageKey, placeOf } from './place.js';
import { type Call, withoutPhotos } from './render.js';
import { apiRootOf, botTokenOf, isWebhookMode, webhookSecretOf } from './settings.js';

/** What we ask to be told; anything else is never sent to us. */
const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'message_reaction',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
];
/** Below the time-out of the desk's fetch, so that a quiet poll ends by itself. */
const POLL_SECONDS = 20;

export function telegramClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchFile(context, ref),
    connect: () => connect(context),
    disconnect: async () => {
      await callBotApi(context, 'deleteWebhook', {}, { repeatable: true });
    },
    poll: (cursor) => poll(context, cursor),
    acknowledge: (event, text) => acknowledge(context, event.button?.callbackId ?? null, text),
    typing: async (conversation) => {
      const fields = { ...placeOf(conversation), action: 'typing' };
      await callBotApi(context, 'sendChatAction', fields, { repeatable: true });
    },
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const call = part.payload as Call;
  let result: unknown;
  try {
    result = await sendCall(context, call, part, conversation);
  } catch (fault) {
    // Telegram refuses some pictures (too long, too many pixels) as photos but takes them as documents.
    const refusedPhoto = fault instanceof ChannelError && fault.remedy === 'drop' && /photo|image/i.test(fault.reason);
    const asFiles = refusedPhoto ? withoutPhotos(call) : null;
    if (!asFiles) throw fault;
    result = await sendCall(context, asFiles, part, conversation);
  }
  // An album is several messages; it is known by its first.
  const messageId = idOf(fieldsOf(Array.isArray(result) ? result[0] : result)?.message_id);
  return { externalId: messageId ? messageKey(conversation, messageId) : null };
}

function sendCall(context: ClientContext, call: Call, part: Part, conversation: string): Promise<unknown> {
  const fields = { ...placeOf(conversation), ...call.fields };
  const uploads = part.files.map((file, i) => ({ field: call.fileFields[i] ?? `file${i}`, file }));
  return callBotApi(context, call.method, fields, { uploads });
}

async function fetchFile(context: ClientContext, ref: string): ReturnType<NonNullable<Client['fetchFile']>> {
  const found = fieldsOf(await callBotApi(context, 'getFile', { file_id: ref }, { repeatable: true }));
  const path = textOf(found?.file_path);
  if (!path) throw new ChannelError('drop', 'Telegram no longer has this file');
  let response: Response;
  try {
    const url = `${apiRootOf(context.config)}/file/bot${botTokenOf(context.config)}/${path}`;
    response = await context.fetch(url, { signal: context.signal });
  } catch (fault) {
    throw fault instanceof ChannelError ? fault : new ChannelError('retry', networkReason(fault));
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new ChannelError(
      response.status >= 500 || response.status === 429 ? 'retry' : 'drop',
      `file: HTTP ${response.status}`,
    );
  }
  const given = response.headers.get('content-type');
  // Telegram serves every file as octet-stream; the message knew better.
  const contentType = given && given !== 'application/octet-stream' ? given : null;
  return { body: response.body, contentType, name: path.split('/').at(-1) ?? null };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const me = fieldsOf(await callBotApi(context, 'getMe', {}, { repeatable: true }));
  if (isWebhookMode(context.config)) {
    const fields = {
      url: context.hookUrl,
      secret_token: webhookSecretOf(context.config),
      allowed_updates: ALLOWED_UPDATES,
      drop_pending_updates: false,
    };
    try {
      await callBotApi(context, 'setWebhook', fields, { repeatable: true });
    } catch (fault) {
      // A refused address is a fault of the settings, not of one message.
      if (fault instanceof ChannelError && fault.remedy === 'drop') throw new ChannelError('reconnect', fault.reason);
      throw fault;
    }
  } else {
    await callBotApi(context, 'deleteWebhook', { drop_pending_updates: false }, { repeatable: true });
  }
  const username = textOf(me?.username);
  return { name: textOf(me?.first_name) ?? username ?? 'Telegram', address: username ? `@${username}` : null };
}

/** The cursor is the offset of the next call: asking with it tells Telegram that everything before is stored. */
async function poll(
  context: ClientContext,
  cursor: string | null,
): Promise<{ updates: Uint8Array[]; cursor: string | null }> {
  const fields = {
    timeout: POLL_SECONDS,
    allowed_updates: ALLOWED_UPDATES,
    ...(cursor ? { offset: Number(cursor) } : {}),
  };
  let result: unknown;
  try {
    result = await callBotApi(context, 'getUpdates', fields, { repeatable: true });
  } catch (fault) {
    if (!(fault instanceof ChannelError && /webhook is active/i.test(fault.reason))) throw fault;
    await callBotApi(context, 'deleteWebhook', { drop_pending_updates: false }, { repeatable: true });
    result = await callBotApi(context, 'getUpdates', fields, { repeatable: true });
  }
  let next = cursor === null ? 0 : Number(cursor);
  const updates: Uint8Array[] = [];
  for (const update of listOf(result)) {
    const id = Number(idOf(fieldsOf(update)?.update_id));
    if (Number.isSafeInteger(id)) next = Math.max(next, id + 1);
    updates.push(new TextEncoder().encode(JSON.stringify(update)));
  }
  return { updates, cursor: next > 0 ? String(next) : cursor };
}

/** Stops the spinner of a pressed button; too late is no fault. */
async function acknowledge(context: ClientContext, callbackId: string | null, text: string | null): Promise<void> {
  if (!callbackId) return;
  const fields = { callback_query_id: callbackId, ...(text ? { text: text.slice(0, 200) } : {}) };
  try {
    await callBotApi(context, 'answerCallbackQuery', fields, { repeatable: true });
  } catch (fault) {
    if (!(fault instanceof ChannelError && fault.remedy === 'drop')) throw fault;
  }
}
