// Path B for Twilio: sends messages, points the number at us, fetches the files of customers.
import { byStatus, callVendor, fetchKept, retryAfterOf, type VendorAnswer } from '../call-vendor.js';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { errorOfCode } from './error-codes.js';
import type { Said } from './render.js';
import { accountSidOf, apiRootOf, authTokenOf, isWhatsApp, messagingServiceOf, ownNumberOf } from './settings.js';

export function twilioClient(context: ClientContext): Client {
  return {
    send: (part, conversation) => send(context, part, conversation),
    fetchFile: (ref) => fetchKept(context, ref, isOurs(context, ref) ? authorization(context) : {}),
    connect: () => connect(context),
  };
}

async function send(context: ClientContext, part: Part, conversation: string): Promise<Sent> {
  const { config } = context;
  // A conversation that came in by WhatsApp is named so; only a bare number goes by the settings.
  const prefix = /^([a-z]+:)/i.exec(conversation)?.[1] ?? (isWhatsApp(config) ? 'whatsapp:' : '');
  const service = messagingServiceOf(config);
  const number = ownNumberOf(config);
  if (!service && !number) throw new ChannelError('reconnect', 'our number is missing');
  const form = {
    To: conversation.startsWith(prefix) ? conversation : prefix + conversation,
    ...(service ? { MessagingServiceSid: service } : {}),
    ...(number ? { From: prefix + number } : {}),
    ...(part.payload as Said),
    StatusCallback: context.hookUrl,
  };
  const answer = await callVendor(
    context,
    { url: `${account(context)}/Messages.json`, form, headers: authorization(context) },
    judge,
  );
  return { externalId: idOf(fieldsOf(answer.body)?.sid) };
}

/** An SMS number is told where to call; a WhatsApp sender is told by its owner in the Console. */
async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const headers = authorization(context);
  const root = account(context);
  const found = fieldsOf((await callVendor(context, { url: `${root}.json`, headers, repeatable: true }, judge)).body);
  const state = textOf(found?.status);
  if (state && state !== 'active') throw new ChannelError('reconnect', `the Twilio account is ${state}`);
  const number = ownNumberOf(context.config);
  if (!isWhatsApp(context.config) && number) {
    const url = `${root}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(number)}`;
    const answer = await callVendor(context, { url, headers, repeatable: true }, judge);
    const sid = idOf(fieldsOf(listOf(fieldsOf(answer.body)?.incoming_phone_numbers)[0])?.sid);
    if (!sid) throw new ChannelError('reconnect', `the Twilio account has no number ${number}`);
    const form = { SmsUrl: context.hookUrl, SmsMethod: 'POST' };
    const told = { url: `${root}/IncomingPhoneNumbers/${sid}.json`, form, headers, repeatable: true };
    await callVendor(context, told, (given) => {
      const fault = judge(given);
      return fault?.remedy === 'drop' ? new ChannelError('reconnect', fault.reason) : fault;
    });
  }
  return { name: textOf(found?.friendly_name) ?? 'Twilio', address: number || null };
}

const account = (context: ClientContext): string =>
  `${apiRootOf(context.config)}/2010-04-01/Accounts/${encodeURIComponent(accountSidOf(context.config) ?? '')}`;

function authorization({ config }: ClientContext): Record<string, string> {
  const [sid, token] = [accountSidOf(config), authTokenOf(config)];
  if (!sid || !token) throw new ChannelError('reconnect', 'the Account SID or the Auth Token is missing');
  return { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` };
}

/** Our password is shown to Twilio alone. */
function isOurs({ config }: ClientContext, ref: string): boolean {
  if (!URL.canParse(ref)) return false;
  const { protocol, hostname, origin } = new URL(ref);
  return origin === new URL(apiRootOf(config)).origin || (protocol === 'https:' && hostname.endsWith('.twilio.com'));
}

/** By Twilio's own number of the error where it has a remedy, else by the status. */
function judge(answer: VendorAnswer): ChannelError | null {
  if (answer.status < 400) return byStatus(answer);
  const code = idOf(fieldsOf(answer.body)?.code);
  return errorOfCode(code, retryAfterOf(answer.headers)) ?? byStatus(answer);
}
