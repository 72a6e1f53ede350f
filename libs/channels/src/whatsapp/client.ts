// Path B for WhatsApp: sends the rendered calls, uploads and fetches files, subscribes our webhook, lists the templates.
import { fetchKept } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { callGraph, formOf } from '../meta/graph.js';
import type { Call } from './render.js';
import { businessAccountIdOf, graphOf, phoneNumberIdOf, verifyTokenOf } from './settings.js';
import { approvedTemplates, filledTemplate } from './templates.js';

export function whatsappClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchFile(context, ref),
    acknowledge: (event, text) => thank(context, event, text),
    connect: () => connect(context),
    disconnect: () => setWebhook(context, ''),
    templates: () => approvedTemplates(context),
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const json = { messaging_product: 'whatsapp', ...recipient(conversation), ...(await fieldsOfCall(context, part)) };
  const path = `${phoneNumberIdOf(context.config)}/messages`;
  const answer = await callGraph(context, graphOf(context.config), path, { json });
  return { externalId: idOf(fieldsOf(listOf(answer.messages)[0])?.id) };
}

/** There is no passing notice here: the thanks are a message, and the survey's last question stands in it. */
async function thank(context: ClientContext, event: InboundEvent, text: string | null): Promise<void> {
  if (!text) return;
  const call: Call = { kind: 'message', fields: { type: 'text', text: { body: text } } };
  await send(context, { payload: call, files: [] }, event.conversation);
}

/** A telephone number, or the user id of a person who hides it. */
const recipient = (conversation: string): Fields => ({
  recipient_type: 'individual',
  ...(/^\+?\d+$/.test(conversation) ? { to: conversation } : { recipient: conversation }),
});

async function fieldsOfCall(context: ClientContext, part: Part): Promise<Fields> {
  const call = part.payload as Call;
  if (call.kind === 'message') return call.fields;
  if (call.kind === 'template') return { type: 'template', template: await filledTemplate(context, call) };
  const [file] = part.files;
  if (!file) throw new ChannelError('drop', 'a file that is not there');
  const form = await formOf({ messaging_product: 'whatsapp', type: file.contentType }, 'file', file);
  const path = `${phoneNumberIdOf(context.config)}/media`;
  // Uploaded twice it is only kept twice: nobody has seen it yet.
  const uploaded = await callGraph(context, graphOf(context.config), path, { ...form, repeatable: true });
  const media = {
    id: idOf(uploaded.id),
    ...(call.caption ? { caption: call.caption } : {}),
    ...(call.media === 'document' ? { filename: file.name } : {}),
  };
  return {
    type: call.media,
    [call.media]: media,
    ...(call.context ? { context: { message_id: call.context } } : {}),
  };
}

/** The address of a file lives for five minutes and wants the token too. */
async function fetchFile(context: ClientContext, ref: string): ReturnType<NonNullable<Client['fetchFile']>> {
  const graph = graphOf(context.config);
  const found = await callGraph(context, graph, encodeURIComponent(ref), { repeatable: true });
  const url = textOf(found.url);
  if (!url) throw new ChannelError('drop', 'WhatsApp no longer has this file');
  const file = await fetchKept(context, url, { authorization: `Bearer ${graph.token}` });
  return { ...file, contentType: textOf(found.mime_type) ?? file.contentType };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const graph = graphOf(context.config);
  const fields = 'display_phone_number,verified_name';
  const path = `${phoneNumberIdOf(context.config)}?fields=${fields}`;
  const number = await callGraph(context, graph, path, { repeatable: true });
  const subscribe = `${businessAccountIdOf(context.config)}/subscribed_apps`;
  await callGraph(context, graph, subscribe, { method: 'POST', repeatable: true });
  await setWebhook(context, context.hookUrl);
  const address = textOf(number.display_phone_number);
  return { name: textOf(number.verified_name) ?? address ?? 'WhatsApp', address };
}

/** This number's webhooks come to our address, whatever the app's own is. An empty address gives them back to the app. */
async function setWebhook(context: ClientContext, url: string): Promise<void> {
  const webhook = { override_callback_uri: url, ...(url ? { verify_token: verifyTokenOf(context.config) } : {}) };
  const json = { webhook_configuration: webhook };
  try {
    await callGraph(context, graphOf(context.config), phoneNumberIdOf(context.config), { json, repeatable: true });
  } catch (fault) {
    // The app's own webhook, set by hand, serves as well; only a refused token is a fault of the settings.
    if (!(fault instanceof ChannelError) || fault.remedy === 'reconnect') throw fault;
  }
}
