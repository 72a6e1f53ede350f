// Path B for Messenger and Instagram: sends the rendered calls, shows that somebody types, fetches files.
import { fetchKept } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { idOf, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { callGraph, formOf, type Graph } from './graph.js';
import type { SendCall } from './send-render.js';

export interface SendWorld {
  graph: Graph;
  /** Where messages go: `<account>/messages`. */
  path: string;
  /** How a file goes: with the call itself, or by an address that Meta fetches. */
  files: 'upload' | 'link';
  /** Meta has granted the Human Agent permission. */
  humanAgent: boolean;
}

export async function sendBySendApi(
  context: ClientContext,
  { graph, path, files, humanAgent }: SendWorld,
  part: Part,
  conversation: string,
): Promise<Sent> {
  const { message, media, human } = part.payload as SendCall;
  const recipient = { id: conversation };
  const manner: Record<string, string> =
    human && humanAgent ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' };
  const [file] = part.files;
  if (media && !file) throw new ChannelError('drop', 'a file that is not there');
  let call: Parameters<typeof callGraph>[3];
  if (!media || !file) call = { json: { recipient, ...manner, message } };
  else if (files === 'link') {
    if (!file.link) throw new ChannelError('drop', 'a file that has no address');
    const attachment = { type: media, payload: { url: file.link } };
    call = { json: { recipient, ...manner, message: { ...message, attachment } } };
  } else {
    const attachment = { type: media, payload: { is_reusable: false } };
    const fields = {
      recipient: JSON.stringify(recipient),
      ...manner,
      message: JSON.stringify({ ...message, attachment }),
    };
    call = await formOf(fields, 'filedata', file);
  }
  const answer = await callGraph(context, graph, path, call);
  return { externalId: idOf(answer.message_id) };
}

export async function showTyping(context: ClientContext, world: SendWorld, conversation: string): Promise<void> {
  const json = { recipient: { id: conversation }, sender_action: 'typing_on' };
  await callGraph(context, world.graph, world.path, { json, repeatable: true });
}

/** Meta tells the name only of who has written to us. `fields` of it: what this channel calls them. */
export async function profileFromMeta(
  context: ClientContext,
  { graph }: SendWorld,
  senderId: string,
  fields: string,
): Promise<{ name: string | null; username: string | null }> {
  const path = `${encodeURIComponent(senderId)}?fields=${fields}`;
  const person = await callGraph(context, graph, path, { repeatable: true });
  const both = [textOf(person.first_name), textOf(person.last_name)].filter(Boolean).join(' ');
  return { name: textOf(person.name) ?? (both || null), username: textOf(person.username) };
}

/** There is no passing notice here: the thanks are a message, and the survey's last question stands in it. */
export async function thankBySendApi(
  context: ClientContext,
  world: SendWorld,
  event: InboundEvent,
  text: string | null,
): Promise<void> {
  if (!text) return;
  const payload: SendCall = { message: { text }, media: null, human: false };
  await sendBySendApi(context, world, { payload, files: [] }, event.conversation);
}

/** The reference is the address, signed by Meta itself; it wants no token. */
export const fetchFromMeta = (context: ClientContext, ref: string): ReturnType<NonNullable<Client['fetchFile']>> => {
  if (!/^https?:\/\//i.test(ref)) throw new ChannelError('drop', 'no address of a file');
  return fetchKept(context, ref);
};

/** What we ask Meta to be told about; Messenger and Instagram of one page share it. */
export const SUBSCRIBED = [
  'messages',
  'messaging_postbacks',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
].join(',');
