// Path B for mail, on the wire: hands a whole mail to the relay, and names a refusal by its remedy.
import { createTransport, type Transporter } from 'nodemailer';
import { ChannelError, type Client, type ClientContext, type Part, type Sent } from '../channel.js';
import { type ImapMailbox, imapMailbox, testMailbox } from './imap.js';
import { accessTokens } from './oauth.js';
import { fetchPostedFile } from './providers/fetch-file.js';
import { addressOf } from './settings.js';
import { sendingOAuthOf } from './settings-inbound.js';
import { relayOf, transportOf, transportSettings } from './settings-outbound.js';
import type { MailPayload } from './transports/transport.js';
import { transports } from './transports/transports.js';

const CONNECT_MS = 15_000;
/** Content filters of relays think long after DATA. */
const SILENCE_MS = 120_000;

export function emailClient(context: ClientContext): Client {
  let mailbox: ImapMailbox | null = null;
  return {
    send: (part) => send(context, part),
    connect: () => connect(context),
    fetchFile: (ref) => fetchPostedFile(context, ref),
    poll: async (cursor) => {
      mailbox ??= imapMailbox(context);
      return mailbox.poll(cursor);
    },
  };
}

async function send(context: ClientContext, part: Part): Promise<Sent> {
  const payload = part.payload as MailPayload;
  const transport = transportOf(context.config);
  if (transport !== 'smtp') return transports[transport].send(context, transportSettings(context.config), payload);
  const { envelope, raw, messageId } = payload;
  await withRelay(context, async (transport) => {
    const sent = await transport.sendMail({ envelope, raw });
    // Taken for the copies, refused for the person we answer: that is not an answer.
    const [refused] = sent.rejectedErrors ?? [];
    if (refused && sent.rejected?.includes(envelope.to[0]!)) throw refused;
  });
  return { externalId: messageId };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const address = addressOf(context.config);
  const transport = transportOf(context.config);
  if (transport !== 'smtp') await transports[transport].check(context, transportSettings(context.config));
  else if (relayOf(context.config)) await withRelay(context, async (transport) => void (await transport.verify()));
  const found = context.config.inbound === 'imap' ? await testMailbox(context) : null;
  return { name: found ?? address ?? 'E-mail', address };
}

async function withRelay(context: ClientContext, work: (transport: Transporter) => Promise<void>): Promise<void> {
  const url = relayOf(context.config);
  if (!url) throw new ChannelError('reconnect', 'no mail server to send through');
  if (context.signal.aborted) throw new ChannelError('retry', 'the desk is stopping');
  const transport: Transporter = createTransport({
    ...(await relayAt(url, context)),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]) as Transporter;
  const aborted = new Promise<never>((_, reject) => {
    context.signal.addEventListener('abort', () => reject(new ChannelError('retry', 'no answer in time')), {
      once: true,
    });
  });
  try {
    await Promise.race([work(transport), aborted]);
  } catch (fault) {
    throw fault instanceof ChannelError ? fault : remedyOf(fault as SmtpFault);
  } finally {
    aborted.catch(() => undefined);
    transport.close();
  }
}

/**
 * The address of a relay as host, port and account, and nothing else: given a URL, nodemailer would take any option from
 * its query, a program to run among them. A relay of the connection's own must not lead into the house.
 */
async function relayAt(url: string, context: ClientContext): Promise<object> {
  if (!URL.canParse(url)) throw new ChannelError('reconnect', 'the address of the mail server is not one');
  const { protocol, hostname, port, username, password, search } = new URL(url);
  if (!['smtp:', 'smtps:'].includes(protocol) || hostname === '' || search !== '') {
    throw new ChannelError('reconnect', 'the address of the mail server must be smtp://user:password@host:port');
  }
  const secure = protocol === 'smtps:';
  const name = hostname.replace(/^\[|\]$/g, '');
  const host = context.reachable ? await context.reachable(name).catch(nameFault) : name;
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(username ? { auth: await accountOf(decodeURIComponent(username), decodeURIComponent(password), context) } : {}),
    ...(host === name ? {} : { tls: { servername: name } }),
  };
}

/** A name without a password signs in as the mailbox is read: by OAuth, where Google and Microsoft take no passwords any more. */
async function accountOf(user: string, pass: string, context: ClientContext): Promise<object> {
  const oauth = pass === '' ? sendingOAuthOf(context.config) : null;
  if (!oauth) return { user, pass };
  return { type: 'OAuth2', user, accessToken: await accessTokens(oauth, context).current() };
}

/** A name that cannot be looked up may be found later; one that leads into the house needs its owner. */
function nameFault(fault: { code?: string }): never {
  if (fault.code) throw new ChannelError('retry', fault.code);
  throw new ChannelError(
    'reconnect',
    'the mail server has a private address; the operator must allow it (OUTGOING_ALLOW)',
  );
}

interface SmtpFault {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
  message?: string;
}

/**
 * By RFC 5321, 4yz is "not now" and 5yz "never"; 530, 534, 535 and a refused MAIL FROM speak of us, not of the mail.
 * Silence after the content is a retry: the same Message-ID makes the same mail.
 */
export function remedyOf(fault: SmtpFault): ChannelError {
  const said = (fault.response ?? fault.code ?? 'the mail server cannot be reached').replace(/\s+/g, ' ').slice(0, 200);
  const code = fault.responseCode ?? 0;
  if (code >= 400 && code < 500) return new ChannelError('retry', said);
  if (fault.code === 'EAUTH' || [530, 534, 535, 538].includes(code)) return new ChannelError('reconnect', said);
  if (code >= 500) return new ChannelError(fault.command === 'MAIL FROM' ? 'reconnect' : 'drop', said);
  if (fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE') return new ChannelError('drop', said);
  return new ChannelError('retry', said);
}
