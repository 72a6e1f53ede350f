// Path B for VK: sends the rendered calls; sets the Callback server or polls; answers pressed buttons.
import { callVendor, fetchKept } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { callVk } from './api.js';
import type { Call } from './render.js';
import { API_VERSION, callbackSecretOf, groupIdOf, isWebhookMode } from './settings.js';
import { uploadFile } from './uploads.js';

const REPEATABLE = { repeatable: true };
/** What we ask to be told; anything else is never sent to us. */
const EVENTS = Object.fromEntries(
  'message_new message_edit message_event message_allow message_deny message_read message_typing_state message_reaction_event'
    .split(' ')
    .map((name) => [name, '1']),
);
const TITLE = 'Otklik';
/** Below the time-out of the desk's fetch, so that a quiet poll ends by itself. */
const POLL_SECONDS = 20;
const MAX_SNACKBAR = 90;

export function vkClient(context: ClientContext): Client {
  const group = { group_id: groupIdOf(context.config) ?? '' };
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchKept(context, ref),
    connect: () => connect(context, group),
    disconnect: () => disconnect(context, group),
    poll: poller(context, group),
    acknowledge: (event, text) => acknowledge(context, event, text),
    profile: async (senderId) => {
      const found = await callVk(context, 'users.get', { user_ids: senderId }, REPEATABLE);
      const person = fieldsOf(listOf(found)[0]);
      const name = [textOf(person?.first_name), textOf(person?.last_name)].filter(Boolean).join(' ');
      return { name: name || null, username: null };
    },
    typing: async (conversation) => {
      await callVk(context, 'messages.setActivity', { peer_id: conversation, type: 'typing' }, REPEATABLE);
    },
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { fields } = part.payload as Call;
  const attached: string[] = [];
  for (const file of part.files) attached.push(await uploadFile(context, file, conversation));
  const sent = await callVk(context, 'messages.send', {
    ...fields,
    ...(attached.length > 0 ? { attachment: attached.join(',') } : {}),
    // Named in the plural, VK tells the message's number within the conversation.
    peer_ids: conversation,
  });
  const [one] = listOf(sent).map(fieldsOf);
  const cmid = idOf(one?.conversation_message_id);
  const id = idOf(one?.message_id) ?? idOf(sent);
  return { externalId: cmid ? `${conversation}:${cmid}` : id ? `${conversation}:id${id}` : null };
}

type Group = { group_id: string };

async function connect(context: ClientContext, group: Group): Promise<{ name: string; address: string | null }> {
  if (!group.group_id) throw new ChannelError('reconnect', 'the community ID is missing');
  const found = await callVk(context, 'groups.getById', group, REPEATABLE);
  // Since version 5.139 the list stands under `groups`.
  const [community] = [...listOf(fieldsOf(found)?.groups), ...listOf(found)].map(fieldsOf);
  const id = idOf(community?.id);
  if (id && id !== group.group_id) throw new ChannelError('reconnect', 'the key belongs to another community');
  if (isWebhookMode(context.config)) await setCallback(context, group);
  else {
    const fields = { ...group, ...EVENTS, enabled: '1', api_version: API_VERSION };
    await callVk(context, 'groups.setLongPollSettings', fields, REPEATABLE);
  }
  return { name: textOf(community?.name) ?? 'VK', address: `club${group.group_id}` };
}

/** VK asks our address to confirm itself while it is being added: verify answers that. */
async function setCallback(context: ClientContext, group: Group): Promise<void> {
  const fields = { ...group, url: context.hookUrl, title: TITLE, secret_key: callbackSecretOf(context.config) ?? '' };
  let serverId = await ourServer(context, group);
  if (serverId) await callVk(context, 'groups.editCallbackServer', { ...fields, server_id: serverId }, REPEATABLE);
  else serverId = idOf(fieldsOf(await callVk(context, 'groups.addCallbackServer', fields, REPEATABLE))?.server_id);
  if (!serverId) throw new ChannelError('retry', 'VK added no Callback server');
  const settings = { ...group, ...EVENTS, server_id: serverId, api_version: API_VERSION };
  await callVk(context, 'groups.setCallbackSettings', settings, REPEATABLE);
}

async function ourServer(context: ClientContext, group: Group): Promise<string | null> {
  const servers = fieldsOf(await callVk(context, 'groups.getCallbackServers', group, REPEATABLE));
  const ours = listOf(servers?.items)
    .map(fieldsOf)
    .find((each) => each?.url === context.hookUrl);
  return idOf(ours?.id);
}

async function disconnect(context: ClientContext, group: Group): Promise<void> {
  if (!isWebhookMode(context.config)) {
    await callVk(context, 'groups.setLongPollSettings', { ...group, enabled: '0' }, REPEATABLE);
    return;
  }
  const serverId = await ourServer(context, group);
  if (serverId) await callVk(context, 'groups.deleteCallbackServer', { ...group, server_id: serverId }, REPEATABLE);
}

/** The cursor is VK's `ts`; the server's address and its key live only as long as this client. */
function poller(context: ClientContext, group: Group): NonNullable<Client['poll']> {
  let place: { server: string; key: string } | null = null;
  return async (cursor) => {
    let ts = cursor;
    if (!place) {
      const given = fieldsOf(await callVk(context, 'groups.getLongPollServer', group, REPEATABLE));
      place = { server: textOf(given?.server) ?? '', key: textOf(given?.key) ?? '' };
      ts ??= idOf(given?.ts);
    }
    const query = new URLSearchParams({ act: 'a_check', key: place.key, ts: ts ?? '', wait: String(POLL_SECONDS) });
    let answer: unknown;
    try {
      answer = (await callVendor(context, { url: `${place.server}?${query}`, repeatable: true })).body;
    } catch (fault) {
      place = null;
      // The address was lent for a while: a refusal there says nothing of our key.
      throw fault instanceof ChannelError && fault.remedy !== 'retry'
        ? new ChannelError('retry', fault.reason, 5)
        : fault;
    }
    const body = fieldsOf(answer);
    if (!body) throw new ChannelError('retry', 'the Long Poll server gave no answer that can be read', 5);
    const failed = Number(body.failed ?? 0);
    if (failed >= 2) place = null;
    // 1: our place in the history is gone, and a new one is named. 2: only the key is old. 3: all is.
    if (failed === 3) return { updates: [], cursor: null };
    const next = failed === 2 ? ts : (idOf(body.ts) ?? ts);
    const updates = listOf(body.updates).map((update) => new TextEncoder().encode(JSON.stringify(update)));
    return { updates, cursor: next };
  };
}

/** Stops the spinner of a pressed button; too late is no fault. */
async function acknowledge(context: ClientContext, event: InboundEvent, text: string | null): Promise<void> {
  const eventId = event.button?.callbackId;
  if (!eventId) return;
  const fields: Record<string, string> = { event_id: eventId, user_id: event.sender.id, peer_id: event.conversation };
  if (text) fields.event_data = JSON.stringify({ type: 'show_snackbar', text: text.slice(0, MAX_SNACKBAR) });
  try {
    await callVk(context, 'messages.sendMessageEventAnswer', fields, REPEATABLE);
  } catch (fault) {
    if (!(fault instanceof ChannelError && fault.remedy === 'drop')) throw fault;
  }
}
