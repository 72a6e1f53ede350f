// Path B for Slack: posts in the thread, uploads files in three steps, thanks for a pressed button.
import { byStatus, callVendor, fetchKept, type VendorCall } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type OutboundFile, type Part, type Sent } from '../channel.js';
import { type Fields, fieldsOf, idOf, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { placeOf } from './conversation-name.js';
import { judge } from './error-names.js';
import type { Post } from './render.js';
import { apiRootOf, botTokenOf } from './settings.js';

export function slackClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchFile(context, ref),
    connect: () => connect(context),
    profile: (senderId) => profile(context, senderId),
    acknowledge: (event, text) => acknowledge(context, event, text),
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const said = part.payload as Post;
  const place = placeOf(conversation);
  const [file] = part.files;
  if ('upload' in said) {
    if (file) await upload(context, file, place);
    // Slack shares a file a little later, as a message whose name it does not tell.
    return { externalId: null };
  }
  const json = { channel: place.channel, ...(place.thread ? { thread_ts: place.thread } : {}), ...said.post };
  const sent = await call(context, 'chat.postMessage', { json });
  const ts = idOf(sent.ts);
  return { externalId: ts ? `${idOf(sent.channel) ?? place.channel}:${ts}` : null };
}

/** An address to upload to, the bytes, and only then the message: up to the last step nobody has seen anything. */
async function upload(
  context: ClientContext,
  file: OutboundFile,
  place: { channel: string; thread: string | null },
): Promise<void> {
  const content = new Uint8Array(await file.read());
  const form = { filename: file.name, length: String(content.length) };
  const given = await call(context, 'files.getUploadURLExternal', { form, repeatable: true });
  const [url, id] = [textOf(given.upload_url), idOf(given.file_id)];
  if (!url || !id) throw new ChannelError('retry', 'Slack gave no address to upload to');
  const headers = { 'content-type': 'application/octet-stream' };
  await callVendor(context, { url, body: content, headers, repeatable: true });
  const thread = place.thread ? { thread_ts: place.thread } : {};
  const json = { files: [{ id, title: file.name }], channel_id: place.channel, ...thread };
  await call(context, 'files.completeUploadExternal', { json });
}

async function fetchFile(context: ClientContext, ref: string): ReturnType<NonNullable<Client['fetchFile']>> {
  let url = ref;
  if (ref.startsWith('id:')) {
    const asked = { form: { file: ref.slice(3) }, repeatable: true };
    const file = fieldsOf((await call(context, 'files.info', asked)).file);
    url = textOf(file?.url_private_download) ?? textOf(file?.url_private) ?? '';
  }
  if (!URL.canParse(url)) throw new ChannelError('drop', 'Slack does not keep this file');
  const found = await fetchKept(context, url, isSlacks(context, url) ? authorization(context) : {});
  // Without the right to read files Slack shows its page for signing in.
  if (found.contentType?.startsWith('text/html') && !/\.html?$/i.test(new URL(url).pathname)) {
    await found.body.cancel();
    throw new ChannelError('retry', 'the app lacks the permission files:read');
  }
  return found;
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const me = await call(context, 'auth.test', { form: {}, repeatable: true });
  const user = textOf(me.user);
  return { name: textOf(me.team) ?? 'Slack', address: user ? `@${user}` : null };
}

/** Needs the permission users:read. */
async function profile(
  context: ClientContext,
  senderId: string,
): Promise<{ name: string | null; username: string | null }> {
  const user = fieldsOf((await call(context, 'users.info', { form: { user: senderId }, repeatable: true })).user);
  const about = fieldsOf(user?.profile);
  return { name: textOf(about?.real_name) ?? textOf(about?.display_name), username: textOf(user?.name) };
}

/** Thanks, seen by the one who pressed. */
async function acknowledge(context: ClientContext, event: InboundEvent, text: string | null): Promise<void> {
  if (!text) return;
  const place = placeOf(event.conversation);
  const thread = place.thread ? { thread_ts: place.thread } : {};
  const answerTo = event.button?.callbackId ?? '';
  if (answerTo !== '' && isSlacks(context, answerTo)) {
    const json = { text, response_type: 'ephemeral', replace_original: false, ...thread };
    await callVendor(context, { url: answerTo, json, repeatable: true }, byStatus);
    return;
  }
  const json = { channel: place.channel, user: event.sender.id, text, ...thread };
  await call(context, 'chat.postEphemeral', { json, repeatable: true });
}

/** @throws ChannelError unless Slack says ok. */
async function call(context: ClientContext, method: string, asked: Omit<VendorCall, 'url'>): Promise<Fields> {
  const url = `${apiRootOf(context.config)}/${method}`;
  const answer = await callVendor(context, { ...asked, url, headers: authorization(context) }, judge);
  return fieldsOf(answer.body) ?? {};
}

function authorization({ config }: ClientContext): Record<string, string> {
  const token = botTokenOf(config);
  if (!token) throw new ChannelError('reconnect', 'the bot token is missing');
  return { authorization: `Bearer ${token}` };
}

/** Our token is shown to Slack alone. */
function isSlacks({ config }: ClientContext, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  const theirs = protocol === 'https:' && /(?:^|\.)(?:slack\.com|slack-files\.com|slack-edge\.com)$/.test(hostname);
  return theirs || origin === new URL(apiRootOf(config)).origin;
}
