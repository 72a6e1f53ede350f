// Path A by IMAP, on the wire: one signed-in connection with its folder open, and what its faults mean.
import { ImapFlow, type MailboxObject } from 'imapflow';
import { ChannelError, type ClientContext } from '../channel.js';
import { type AccessTokens, accessTokens } from './oauth.js';
import { type ImapSettings, imapOf } from './settings-inbound.js';

/** A server that is silent for so long is gone. */
const SILENCE_MS = 60_000;
const CONNECT_MS = 15_000;
/** Above what is asked for at once, and far below what would hurt. */
const MAX_LITERAL = 64 * 1024 * 1024;

export interface Session {
  client: ImapFlow;
  folder: MailboxObject;
  /** The server has told of new mail since this was last set to false. */
  news: boolean;
  /** Resolves at the next news, when the connection ends, or when nobody waits for it any more. */
  stirred(over: AbortSignal): Promise<void>;
}

/** @throws ChannelError reconnect: `needed: field`. */
export function neededSettings(context: ClientContext): ImapSettings {
  const settings = imapOf(context.config);
  if (settings && !('needed' in settings)) return settings;
  throw new ChannelError('reconnect', `imap-needed: ${settings?.needed ?? 'inbound'}`);
}

export const tokensOf = (settings: ImapSettings, context: ClientContext): AccessTokens | null =>
  settings.auth.kind === 'password' ? null : accessTokens(settings.auth, context);

/** Signs in and opens the folder. A refused access token is tried once anew. @throws ChannelError. */
export async function openSession(
  settings: ImapSettings,
  tokens: AccessTokens | null,
  context: ClientContext,
): Promise<Session> {
  try {
    return await open(settings, tokens, context);
  } catch (fault) {
    const stale = fault instanceof ChannelError && fault.reason.startsWith('imap-login') && tokens?.forget();
    if (!stale) throw fault;
    return open(settings, tokens, context);
  }
}

async function open(settings: ImapSettings, tokens: AccessTokens | null, context: ClientContext): Promise<Session> {
  if (context.signal.aborted) throw new ChannelError('retry', 'imap-unreached: the desk is stopping');
  const { host, port, security, user, auth } = settings;
  const address = context.reachable ? await context.reachable(host).catch(hostFault) : host;
  const client = new ImapFlow({
    host: address,
    ...(address === host ? {} : { servername: host }),
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth: auth.kind === 'password' ? { user, pass: auth.password } : { user, accessToken: await tokens!.current() },
    disableAutoIdle: true,
    logger: false,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: 2 * MAX_LITERAL,
    clientInfo: { name: 'Otklik' },
  });
  const stir = new Set<() => void>();
  const rouse = () => {
    for (const each of stir) each();
    stir.clear();
  };
  const session: Session = {
    client,
    folder: null as never,
    news: false,
    stirred: async (over) => {
      if (session.news || client.isClosed || over.aborted) return;
      await new Promise<void>((resolve) => {
        stir.add(resolve);
        const leave = () => {
          stir.delete(resolve);
          resolve();
        };
        over.addEventListener('abort', leave, { once: true });
      });
    },
  };
  // Without a listener an error would end the process; what it means is told by the command that fails.
  client.on('error', rouse);
  client.on('close', rouse);
  client.on('exists', () => {
    session.news = true;
    rouse();
  });
  const cut = () => client.close();
  context.signal.addEventListener('abort', cut, { once: true });
  client.on('close', () => context.signal.removeEventListener('abort', cut));
  try {
    await client.connect();
    session.folder = await client.mailboxOpen(settings.folder, { readOnly: !settings.seen });
    return session;
  } catch (fault) {
    client.close();
    throw faultOf(fault, settings.folder);
  }
}

/** A name that cannot be looked up may be found later; one that leads into the house needs its owner. */
function hostFault(fault: { code?: string }): never {
  if (fault.code) throw new ChannelError('retry', `imap-unreached: ${fault.code}`);
  throw new ChannelError('reconnect', 'imap-private');
}

interface ImapFault {
  code?: string;
  message?: string;
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  responseStatus?: string;
  responseText?: string;
  response?: unknown;
  tlsFailed?: boolean;
  mailboxMissing?: boolean;
  command?: string;
}

/** What a failed command means for the connection. A full or busy server is asked again; a refused password needs its owner. */
export function faultOf(given: unknown, folder: string): ChannelError {
  if (given instanceof ChannelError) return given;
  const fault = given as ImapFault;
  const said = String(
    (typeof fault.response === 'string' && fault.response) || fault.responseText || fault.message || 'IMAP',
  )
    .replace(/\s+/g, ' ')
    // The words alone: neither the command's number nor the code, which is told in our own words.
    .replace(/^\S+ (?:NO|BAD) (?:\[[^\]]*\] )?/, '')
    .slice(0, 200);
  if (fault.authenticationFailed) {
    const later = ['UNAVAILABLE', 'INUSE', 'LIMIT'].includes(fault.serverResponseCode ?? '');
    return later
      ? new ChannelError('retry', `imap-unreached: ${said}`)
      : new ChannelError('reconnect', `imap-login: ${said}`);
  }
  const code = fault.code ?? '';
  if (fault.tlsFailed || /^ERR_(TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) || /STARTTLS/.test(said))
    return new ChannelError('reconnect', `imap-tls: ${code || said}`);
  if (fault.mailboxMissing || (fault.responseStatus === 'NO' && /SELECT|EXAMINE/.test(String(fault.command ?? said))))
    return new ChannelError('reconnect', `imap-folder: ${folder}`);
  return new ChannelError('retry', `imap-unreached: ${code && /^[A-Z_]+$/.test(code) ? code : said}`);
}
