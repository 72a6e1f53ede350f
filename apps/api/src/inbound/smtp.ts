// Path A by mail: an SMTP listener that takes mail for our own mailboxes only, and says 250 when the raw row is committed.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Connection, Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { Clock } from '../platform/clock.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Limits } from '../platform/http/limits.js';
import { Log } from '../platform/log.js';
import { withoutPlus } from './filters/own-echo.js';
import { countRefusal } from './refusals.js';
import { selfSigned } from './self-signed.js';
import { isOurselves, SmtpCrowd } from './smtp-crowd.js';
import { spool } from './spool.js';
import { StoreRaw } from './store-raw.js';

const MAX_MAIL_BYTES = 50 * 1024 * 1024;
const MAX_CLIENTS = 100;
const MAX_RECIPIENTS = 100;
/** A minute, for each remote address that is not this machine. */
const MAILS_A_MINUTE = 1200;
const UNKNOWN_RECIPIENTS_A_MINUTE = 30;

/** An answer in the words of SMTP: 4xx means "try again", 5xx "never". */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

@Injectable()
export class SmtpListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** A client that says nothing for so long is gone. */
  silenceMs = 60_000;
  private server: SMTPServer | null = null;
  /** The connections behind the recipients that a session has named, by address as written in lower case. */
  private readonly accepted = new WeakMap<SMTPServerSession, Map<string, Connection>>();
  private readonly crowd = new SmtpCrowd();
  private readonly inside = new WeakSet<SMTPServerSession>();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly connections: Connections,
    private readonly storeRaw: StoreRaw,
    private readonly limits: Limits,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The port it listens on (the settings may say 0: any); null while it does not listen. */
  get port(): number | null {
    return (this.server?.server.address() as AddressInfo | null)?.port ?? null;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.env.role === 'web') return;
    const { smtpPort, smtpHost } = this.env;
    const server = new SMTPServer(this.options());
    server.server.on('connection', (socket) => this.crowd.watch(socket));
    server.on('error', (error) =>
      this.log.warn('SMTP: a client was lost', { code: (error as NodeJS.ErrnoException).code }),
    );
    await new Promise<void>((resolve, reject) => {
      const refuse = (error: NodeJS.ErrnoException) => reject(new Error(portProblem(error, smtpHost, smtpPort)));
      server.server.once('error', refuse);
      server.listen(smtpPort, smtpHost, () => {
        server.server.off('error', refuse);
        resolve();
      });
    });
    this.server = server;
    this.log.info('SMTP: listening', { host: smtpHost, port: this.port });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private options(): ConstructorParameters<typeof SMTPServer>[0] {
    const tls = this.certificate();
    return {
      ...tls,
      name: this.env.mailDomain,
      banner: 'Otklik',
      size: MAX_MAIL_BYTES,
      maxClients: MAX_CLIENTS,
      disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      socketTimeout: this.silenceMs,
      closeTimeout: 3_000,
      logger: false,
      onConnect: (session, done) => answer(this.enter(session), done),
      onClose: (session) => this.leave(session),
      onMailFrom: (address, session, done) => answer(this.sender(address.address, session), done),
      onRcptTo: (address, session, done) => answer(this.recipient(address.address, session), done),
      onData: (stream, session, done) => {
        this.take(stream, session).then((message) => done(null, message), done);
      },
    };
  }

  /**
   * The operator's certificate; else one of our own making, which lets mail servers encrypt and proves nothing. A listener that
   * this machine alone can reach needs none, and programs on it may ask who signed it.
   */
  private certificate(): { cert: string | Buffer; key: string | Buffer } | null {
    const { smtpCertFile, smtpKeyFile, smtpHost, mailDomain } = this.env;
    if (smtpCertFile && smtpKeyFile) return { cert: readFileSync(smtpCertFile), key: readFileSync(smtpKeyFile) };
    return isOurselves(smtpHost) || smtpHost === 'localhost' ? null : selfSigned(mailDomain, this.clock.now());
  }

  private async enter(session: SMTPServerSession): Promise<void> {
    if (!this.crowd.enter(session.remoteAddress)) {
      countRefusal('smtp', 'email', 'too-many-connections');
      throw new SmtpRefusal(421, '4.7.0 Too many connections from your address: try again later');
    }
    this.inside.add(session);
  }

  private leave(session: SMTPServerSession): void {
    if (this.inside.delete(session)) this.crowd.leave(session.remoteAddress);
  }

  private async sender(_: string, session: SMTPServerSession): Promise<void> {
    this.accepted.delete(session);
    await this.limit('smtp-mails', session, MAILS_A_MINUTE, 451, '4.7.1 Too many mails in a minute: try again later');
  }

  private async recipient(address: string, session: SMTPServerSession): Promise<void> {
    if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) throw new SmtpRefusal(452, '4.5.3 Too many recipients');
    const connection = await this.mailboxOf(address);
    if (!connection || connection.state === 'off') {
      countRefusal('smtp', 'email', 'unknown-recipient');
      const busy = '4.7.1 Too many unknown recipients: try again later';
      await this.limit('smtp-unknown', session, UNKNOWN_RECIPIENTS_A_MINUTE, 421, busy);
      throw new SmtpRefusal(550, '5.1.1 No such mailbox here');
    }
    const accepted = this.accepted.get(session) ?? new Map<string, Connection>();
    accepted.set(address.toLowerCase(), connection);
    this.accepted.set(session, accepted);
  }

  private async mailboxOf(address: string): Promise<Connection | null> {
    try {
      return (
        (await this.connections.byAddress(address.toLowerCase())) ??
        (await this.connections.byAddress(withoutPlus(address)))
      );
    } catch (error) {
      this.log.error('SMTP: the recipient could not be looked up; the sender will try again', error);
      throw new SmtpRefusal(451, '4.3.0 The desk cannot reach its database: try again later');
    }
  }

  /** Reads the mail and stores one raw row for each mailbox it is for; its answer is the promise that it is kept. */
  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const body = await spool(stream, join(this.env.dataDir, 'incoming')).catch((error) => {
      this.log.error('SMTP: the mail could not be read to its end', error);
      throw new SmtpRefusal(452, '4.3.1 Not enough room: try again later');
    });
    // The server answers 552 by itself, whatever is said here.
    if (stream.sizeExceeded) {
      countRefusal('smtp', 'email', 'too-large');
      throw new SmtpRefusal(552, '5.3.4 The mail is too large');
    }
    const mailboxes = this.mailboxes(session);
    try {
      await this.storeRaw.run(
        [...mailboxes.values()].map(({ connection, to }) => ({
          workspaceId: connection.workspaceId,
          connectionId: connection.id,
          source: 'smtp' as const,
          envelope: envelopeOf(session, to),
          body,
        })),
      );
    } catch (error) {
      if (!(error instanceof DomainError))
        this.log.error('SMTP: a mail could not be stored; the sender will try again', error, { bytes: body.length });
      throw new SmtpRefusal(451, '4.3.0 The desk could not store the mail: try again later');
    }
    this.log.info('SMTP: a mail is stored', { bytes: body.length, mailboxes: mailboxes.size });
    return '2.0.0 Stored';
  }

  private mailboxes(session: SMTPServerSession): Map<string, { connection: Connection; to: string[] }> {
    const accepted = this.accepted.get(session);
    const mailboxes = new Map<string, { connection: Connection; to: string[] }>();
    for (const { address } of session.envelope.rcptTo) {
      const connection = accepted?.get(address.toLowerCase());
      if (!connection) continue;
      const mailbox = mailboxes.get(connection.id) ?? { connection, to: [] };
      mailbox.to.push(address);
      mailboxes.set(connection.id, mailbox);
    }
    if (mailboxes.size === 0) throw new SmtpRefusal(451, '4.3.0 The recipients were forgotten: try again');
    return mailboxes;
  }

  private async limit(
    name: string,
    session: SMTPServerSession,
    points: number,
    code: number,
    words: string,
  ): Promise<void> {
    // Our own machine is a relay or a test: it is not a crowd of strangers behind one address.
    if (isOurselves(session.remoteAddress)) return;
    await this.limits.take(name, session.remoteAddress, points, 60).catch((refusal) => {
      if (!(refusal instanceof DomainError)) throw refusal;
      countRefusal('smtp', 'email', name);
      throw new SmtpRefusal(code, words);
    });
  }
}

function envelopeOf(session: SMTPServerSession, to: string[]): Record<string, unknown> {
  return {
    from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
    to,
    remoteAddress: session.remoteAddress,
    helo: session.hostNameAppearsAs || null,
    tls: session.secure,
  };
}

function answer(work: Promise<void>, done: (error?: Error | null) => void): void {
  work.then(() => done(), done);
}

function portProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} on ${host} is in use: free it or set SMTP_PORT to another one.`;
  if (error.code === 'EACCES') return `Port ${port} may not be opened by this user: set SMTP_PORT above 1023.`;
  return `SMTP cannot listen on ${host}:${port}: ${error.message}`;
}
