// Path B for Twilio: sends messages, points the number at us, fetches the files of customers.
import { callVendor, fetchKept, type VendorAnswer } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { accountUrl, authorization, isOurs, judge } from './call.js';
import type { Said } from './render.js';
import { apiRootOf, isWhatsApp, messagingServiceOf, ownNumberOf } from './settings.js';
import { approvedTemplates, filledTemplate } from './templates.js';

export function twilioClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchKept(context, ref, isOurs(context, ref) ? authorization(context) : {}),
    connect: () => connect(context),
    templates: async () => (isWhatsApp(context.config) ? approvedTemplates(context) : []),
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { config } = context;
  // A conversation that came in by WhatsApp is named so; only a bare number goes by the settings.
  const prefix = /^([a-z]+:)/i.exec(conversation)?.[1] ?? (isWhatsApp(config) ? 'whatsapp:' : '');
  const service = messagingServiceOf(config);
  const number = ownNumberOf(config);
  if (!service && !number) throw new ChannelError('reconnect', 'our number is missing');
  const said = part.payload as Said;
  const form = {
    To: conversation.startsWith(prefix) ? conversation : prefix + conversation,
    ...(service ? { MessagingServiceSid: service } : {}),
    ...(number ? { From: prefix + number } : {}),
    ...('template' in said ? await filledTemplate(context, said.template) : said),
    StatusCallback: context.hookUrl,
  };
  const asked = { url: `${accountUrl(context)}/Messages.json`, form, headers: authorization(context) };
  const answer = await callVendor(context, asked, judge);
  return { externalId: idOf(fieldsOf(answer.body)?.sid) };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const account = await ask(context, `${accountUrl(context)}.json`);
  const state = textOf(account.status);
  if (state && state !== 'active') throw new ChannelError('reconnect', `the Twilio account is ${state}`);
  const number = ownNumberOf(context.config);
  if (number) await (isWhatsApp(context.config) ? tellSender(context, number) : tellNumber(context, number));
  return { name: textOf(account.friendly_name) ?? 'Twilio', address: number || null };
}

/** An SMS number is told where to call. */
async function tellNumber(context: ClientContext, number: string): Promise<void> {
  const numbers = `${accountUrl(context)}/IncomingPhoneNumbers`;
  const found = await ask(context, `${numbers}.json?PhoneNumber=${encodeURIComponent(number)}`);
  const sid = idOf(fieldsOf(listOf(found.incoming_phone_numbers)[0])?.sid);
  if (!sid) throw new ChannelError('reconnect', `the Twilio account has no number ${number}`);
  const form = { SmsUrl: context.hookUrl, SmsMethod: 'POST' };
  await tell(context, { url: `${numbers}/${sid}.json`, form });
}

/** So is a WhatsApp sender; the sandbox is none, and its owner tells it by hand. */
async function tellSender(context: ClientContext, number: string): Promise<void> {
  const senders = `${apiRootOf(context.config).replace('//api.', '//messaging.')}/v2/Channels/Senders`;
  const found = await ask(context, `${senders}?Channel=whatsapp&PageSize=100`).catch((fault: unknown) => {
    if (fault instanceof ChannelError && fault.remedy === 'drop') return {} as Fields;
    throw fault;
  });
  const sender = listOf(found.senders)
    .map(fieldsOf)
    .find((each) => each?.sender_id === `whatsapp:${number}`);
  const sid = idOf(sender?.sid);
  if (!sid) return;
  const webhook = { callback_url: context.hookUrl, callback_method: 'POST', status_callback_url: context.hookUrl };
  await tell(context, { url: `${senders}/${sid}`, json: { webhook } });
}

async function ask(context: ClientContext, url: string): Promise<Fields> {
  const asked = { url, headers: authorization(context), repeatable: true };
  return fieldsOf((await callVendor(context, asked, judge)).body) ?? {};
}

/** A refused address is a fault of the settings, not of one message. */
function tell(
  context: ClientContext,
  told: { url: string; form?: Record<string, string>; json?: unknown },
): Promise<VendorAnswer> {
  return callVendor(context, { ...told, headers: authorization(context), repeatable: true }, (answer) => {
    const fault = judge(answer);
    return fault?.remedy === 'drop' ? new ChannelError('reconnect', fault.reason) : fault;
  });
}
