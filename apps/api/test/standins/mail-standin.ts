// The mail world for tests: a relay that takes, parses and logs what the desk sends, and a client that sends mail in.
import { createTransport, type SendMailOptions } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { StandinLog } from './standin-log.js';

/** One mail as the relay took it, envelope and content. */
export interface TakenMail {
  /** The SMTP envelope: who really gets it. */
  sender: string;
  recipients: string[];
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  subject: string;
  from: { name: string; address: string };
  replyTo: string | null;
  to: string[];
  cc: string[];
  text: string;
  html: string;
  headers: Record<string, string>;
  files: { name: string | null; contentType: string; size: number; contentId: string | null; inline: boolean }[];
  raw: string;
  /** Taken, and then the connection was cut before the 250 was said. */
  dropped: boolean;
}

type Mischief =
  | { kind: 'refuse'; at: 'recipient' | 'data'; code: number; words: string; left: number }
  | { kind: 'hang' | 'drop'; left: number };

export class MailStandin {
  /** Every mail taken; a mail sent twice is there twice. */
  readonly log: StandinLog<TakenMail>;
  private readonly server: SMTPServer;
  private mischiefs: Mischief[] = [];
  private port = 0;

  constructor(options: { logFile?: string; user?: string; password?: string } = {}) {
    this.log = new StandinLog(options.logFile ?? null);
    this.server = new SMTPServer({
      authOptional: options.user === undefined,
      hideSTARTTLS: true,
      disabledCommands: options.user === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
      allowInsecureAuth: true,
      closeTimeout: 100,
      onAuth: (auth, _session, done) =>
        auth.username === options.user && auth.password === options.password
          ? done(null, { user: auth.username })
          : done(Object.assign(new Error('5.7.8 Authentication credentials invalid'), { responseCode: 535 })),
      onRcptTo: (_address, _session, done) => done(this.refusalAt('recipient')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.take(Buffer.concat(chunks), session, done));
      },
    });
    this.server.on('error', () => undefined);
  }

  /** For SMTP_URL or a connection's own relay. */
  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', () => resolve()));
    this.port = (this.server.server.address() as { port: number }).port;
    return this;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** The next `times` mails are refused: 4xx for now, 5xx for good; at the recipient or after the content. */
  refuse(code: number, options: { times?: number; at?: 'recipient' | 'data'; words?: string } = {}): void {
    const {
      times = 1,
      at = 'recipient',
      words = code >= 500 ? '5.1.1 No such user here' : '4.3.2 Try again later',
    } = options;
    this.mischiefs.push({ kind: 'refuse', at, code, words, left: times });
  }

  /** The next `times` mails are taken and never answered. */
  hang(times = 1): void {
    this.mischiefs.push({ kind: 'hang', left: times });
  }

  /** The next `times` mails are taken and the connection is cut instead of saying 250. */
  dropAfterAccepting(times = 1): void {
    this.mischiefs.push({ kind: 'drop', left: times });
  }

  get mails(): (TakenMail & { at: string })[] {
    return this.log.lines;
  }

  /** Waits for `n` mails to this address. */
  mailsTo(address: string, n = 1, timeoutMs = 10_000): Promise<(TakenMail & { at: string })[]> {
    const wanted = address.toLowerCase();
    return this.log.waitFor((mail) => mail.recipients.some((r) => r.toLowerCase() === wanted), n, timeoutMs);
  }

  private async take(raw: Buffer, session: SMTPServerSession, done: (error?: Error | null) => void): Promise<void> {
    const refusal = this.refusalAt('data');
    if (refusal) return done(refusal);
    const mischief = this.mischiefs.find((m) => m.kind !== 'refuse' && m.left > 0);
    if (mischief) mischief.left -= 1;
    this.log.add(described(await PostalMime.parse(raw), raw, session, mischief?.kind === 'drop'));
    if (mischief?.kind === 'hang') return;
    if (mischief?.kind !== 'drop') return done();
    // The session's socket is not public: the one whose remote port this session has.
    for (const connection of this.server.connections) {
      const held = connection as unknown as { session: SMTPServerSession; _socket: { destroy(): void } };
      if (held.session?.id === session.id) held._socket.destroy();
    }
  }

  private refusalAt(at: 'recipient' | 'data'): Error | null {
    const mischief = this.mischiefs.find((m) => m.kind === 'refuse' && m.at === at && m.left > 0);
    if (mischief?.kind !== 'refuse') return null;
    mischief.left -= 1;
    return Object.assign(new Error(mischief.words), { responseCode: mischief.code });
  }
}

/** Sends a mail to the desk with a stock SMTP client; `raw` goes as it is. Resolves when the desk has said 250. */
export async function sendMail(port: number, mail: SendMailOptions): Promise<{ messageId: string; response: string }> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const sent = (await transport.sendMail(mail)) as { messageId: string; response: string };
    return { messageId: sent.messageId, response: sent.response };
  } finally {
    transport.close();
  }
}

function described(mail: Email, raw: Buffer, session: SMTPServerSession, dropped: boolean): TakenMail {
  const addresses = (list: { address?: string }[] | undefined) => (list ?? []).flatMap((a) => a.address ?? []);
  return {
    sender: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
    recipients: session.envelope.rcptTo.map((r) => r.address),
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo ?? null,
    references: (mail.references ?? '').split(/\s+/).filter(Boolean),
    subject: mail.subject ?? '',
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? '' },
    replyTo: addresses(mail.replyTo)[0] ?? null,
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map((h) => [h.key, h.value])),
    files: mail.attachments.map((a) => ({
      name: a.filename,
      contentType: a.mimeType,
      size: typeof a.content === 'string' ? a.content.length : a.content.byteLength,
      contentId: a.contentId?.replace(/^<|>$/g, '') ?? null,
      inline: a.disposition === 'inline' || a.related === true,
    })),
    raw: raw.toString('latin1'),
    dropped,
  };
}
