// Path B for MAX: sends the rendered bodies, files first; subscribes our webhook or polls; answers pressed buttons.
import { setTimeout as pause } from 'node:timers/promises';
import { byStatus, callVendor, fetchKept } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type OutboundFile, type Part, type Sent } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { multipart } from '../multipart.js';
import { callMax } from './api.js';
import { type Call, isPicture } from './render.js';
import { isWebhookMode, webhookSecretOf } from './settings.js';

/** What we ask to be told. */
const UPDATES = [
  'message_created',
  'message_edited',
  'message_removed',
  'message_callback',
  'bot_started',
  'bot_stopped',
];
/** Below the time-out of the desk's fetch, so that a quiet poll ends by itself. */
const POLL_SECONDS = 20;
/** How long a file may still be worked on over there before its message is tried again later, in milliseconds. */
const READY_AFTER_MS = [500, 1000, 2000, 4000];

export function maxClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchKept(context, ref),
    connect: () => connect(context),
    disconnect: () => unsubscribe(context, (url) => url === context.hookUrl),
    poll: (cursor) => poll(context, cursor),
    acknowledge: async (event, text) => {
      const callbackId = event.button?.callbackId;
      if (!callbackId) return;
      const path = `/answers?${new URLSearchParams({ callback_id: callbackId })}`;
      try {
        // An answer must hold something.
        await callMax(context, { path, json: { notification: text ?? '✓' }, repeatable: true });
      } catch (fault) {
        if (!(fault instanceof ChannelError && fault.remedy === 'drop')) throw fault;
      }
    },
    typing: async (conversation) => {
      const path = `/chats/${encodeURIComponent(conversation)}/actions`;
      await callMax(context, { path, json: { action: 'typing_on' }, repeatable: true });
    },
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { body } = part.payload as Call;
  const attachments = [...listOf(body.attachments)];
  for (const file of part.files) attachments.push(await upload(context, file));
  const json = attachments.length > 0 ? { ...body, attachments } : body;
  const path = `/messages?${new URLSearchParams({ chat_id: conversation, disable_link_preview: 'true' })}`;
  const sent = await whenReady(context, () => callMax(context, { path, json }));
  return { externalId: idOf(fieldsOf(fieldsOf(sent.message)?.body)?.mid) };
}

/** A refusal because of an unfinished file sent nothing, so that asking again is safe. */
async function whenReady(context: ClientContext, run: () => Promise<Fields>): Promise<Fields> {
  for (const wait of READY_AFTER_MS) {
    try {
      return await run();
    } catch (fault) {
      if (!(fault instanceof ChannelError && fault.reason.startsWith('attachment.not.ready'))) throw fault;
      await pause(wait, undefined, { signal: context.signal }).catch(() => undefined);
    }
  }
  return run();
}

/** Puts the file where MAX keeps files. @returns what a message attaches */
async function upload(context: ClientContext, file: OutboundFile): Promise<object> {
  const type = isPicture(file) ? 'image' : /^video\/mp4$/.test(file.contentType) ? 'video' : 'file';
  const place = await callMax(context, { path: `/uploads?type=${type}`, method: 'POST', repeatable: true });
  const url = textOf(place.url);
  if (!url) throw new ChannelError('retry', 'MAX named no place for the file');
  const { name, contentType } = file;
  const form = multipart({}, { field: 'data', name, contentType, content: await file.read() });
  const headers = { 'content-type': form.contentType };
  const answer = await callVendor(context, { url, body: form.body, headers, repeatable: true }, byStatus);
  const kept = fieldsOf(answer.body);
  // Pictures are named together; a file is named by the answer; a film was named before it was sent.
  const photos = fieldsOf(kept?.photos);
  if (type === 'image' && photos) return { type, payload: { photos } };
  const token = textOf(kept?.token) ?? textOf(place.token);
  if (!token) throw new ChannelError('drop', `MAX does not take the file ${name}`);
  return { type, payload: { token } };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const me = await callMax(context, { path: '/me', repeatable: true });
  if (isWebhookMode(context.config)) {
    const json = { url: context.hookUrl, update_types: UPDATES, secret: webhookSecretOf(context.config) };
    const answer = await callMax(context, { path: '/subscriptions', json, repeatable: true });
    if (answer.success === false) {
      throw new ChannelError('reconnect', `MAX refused our address: ${textOf(answer.message) ?? 'no reason given'}`);
    }
  } else {
    // While anything is subscribed, polling yields nothing.
    await unsubscribe(context, () => true);
  }
  const username = textOf(me.username);
  const name = textOf(me.name) ?? textOf(me.first_name) ?? username ?? 'MAX';
  return { name, address: username ? `@${username}` : null };
}

async function unsubscribe(context: ClientContext, which: (url: string) => boolean): Promise<void> {
  const { subscriptions } = await callMax(context, { path: '/subscriptions', repeatable: true });
  for (const each of listOf(subscriptions)) {
    const url = textOf(fieldsOf(each)?.url);
    if (!url || !which(url)) continue;
    const path = `/subscriptions?${new URLSearchParams({ url })}`;
    await callMax(context, { path, method: 'DELETE', repeatable: true });
  }
}

/** The cursor is MAX's marker: asking with it tells MAX that everything before is stored. */
async function poll(
  context: ClientContext,
  cursor: string | null,
): Promise<{ updates: Uint8Array[]; cursor: string | null }> {
  const query = new URLSearchParams({ timeout: String(POLL_SECONDS), limit: '100', types: UPDATES.join(',') });
  if (cursor) query.set('marker', cursor);
  const answer = await callMax(context, { path: `/updates?${query}`, repeatable: true });
  const updates = listOf(answer.updates).map((update) => new TextEncoder().encode(JSON.stringify(update)));
  return { updates, cursor: idOf(answer.marker) ?? cursor };
}
