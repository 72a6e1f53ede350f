// Path A by polling: one live process owns each polled connection; it stores what came and the new cursor together, then asks again.
import { createHash } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ChannelError, type Client, channels } from '@otklik/channels';
import { ChannelClients } from '../desk/channel-clients.js';
import { KeepSecret } from '../desk/keep-secret.js';
import { MarkConnection } from '../desk/mark-connection.js';
import { type Connection, Connections } from '../desk/read-connections.js';
import { SavePollCursor } from '../desk/save-poll-cursor.js';
import { onlyReadingFails } from '../desk/state-reason.js';
import type { Env } from '../env.js';
import { Instance } from '../platform/database/instance.js';
import { ENV } from '../platform/env.token.js';
import { Log } from '../platform/log.js';
import { Backlog } from './backlog.js';
import { type ArrivedRaw, StoreRaw } from './store-raw.js';

/** How often new, changed and removed connections are looked for. */
const LOOK_MS = 2_000;
/** A channel that answers at once with nothing must not be asked in a tight circle. */
const BREATH_MS = 50;
/** So many in a row are about a minute and a half: then its owner should know. */
const SERIOUS_FAULTS = 6;
const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];

interface Poller {
  fingerprint: string;
  stop: AbortController;
  done: Promise<void>;
}

@Injectable()
export class PollConnections implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pollers = new Map<string, Poller>();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private stopped = false;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly instance: Instance,
    private readonly connections: Connections,
    private readonly clients: ChannelClients,
    private readonly storeRaw: StoreRaw,
    private readonly backlog: Backlog,
    private readonly saveCursor: SavePollCursor,
    private readonly mark: MarkConnection,
    private readonly keepSecret: KeepSecret,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.role === 'web') return;
    const tick = () => {
      this.looking = this.look()
        .catch((error) =>
          this.log.warn('polled connections could not be looked up', { reason: String(error).slice(0, 200) }),
        )
        .finally(() => {
          if (!this.stopped) this.timer = setTimeout(tick, LOOK_MS);
        });
    };
    tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.looking;
    await Promise.all([...this.pollers.keys()].map((id) => this.end(id)));
  }

  /** Starts, restarts and ends pollers, so that they are what the settings say. */
  private async look(): Promise<void> {
    const wanted = new Map<string, Connection>();
    for (const kind of POLLED_KINDS) {
      for (const one of await this.connections.active(kind)) if (isPolled(one)) wanted.set(one.id, one);
    }
    for (const [id, poller] of this.pollers) {
      const connection = wanted.get(id);
      if (
        !connection ||
        fingerprintOf(connection) !== poller.fingerprint ||
        !(await this.instance.own(ownedName(id)))
      ) {
        await this.end(id);
      }
    }
    for (const [id, connection] of wanted) {
      if (this.stopped || this.pollers.has(id) || !(await this.instance.own(ownedName(id)))) continue;
      const stop = new AbortController();
      const poller: Poller = { fingerprint: fingerprintOf(connection), stop, done: Promise.resolve() };
      this.pollers.set(id, poller);
      poller.done = this.poll(connection, stop.signal);
    }
  }

  private async end(id: string): Promise<void> {
    const poller = this.pollers.get(id);
    if (!poller) return;
    poller.stop.abort();
    await poller.done;
    this.pollers.delete(id);
    await this.instance.disown(ownedName(id));
  }

  /** Never throws; ends when told to stop or when the connection needs its owner. */
  private async poll(connection: Connection, signal: AbortSignal): Promise<void> {
    const { workspaceId, id } = connection;
    const client = this.clients.of(connection, signal, (name, value) => this.replaced(connection, name, value));
    let faults = 0;
    let cursor: string | null | undefined;
    while (!signal.aborted) {
      try {
        // What was saved may be newer than what the list said when this poller began.
        cursor ??= (await this.connections.byId(workspaceId, id))?.pollCursor ?? null;
        cursor = await this.once(connection, client, cursor);
        if (faults > 0 || connection.state === 'broken') await this.recovered(connection);
        faults = 0;
        await pause(BREATH_MS, signal);
      } catch (error) {
        if (signal.aborted) return;
        faults++;
        // The cursor in hand may be ahead of or behind the truth after a fault: read it again.
        cursor = undefined;
        await this.fault(connection, error, faults);
        await pause(waitAfter(error, faults), signal);
      }
    }
  }

  private async once(connection: Connection, client: Client, cursor: string | null): Promise<string | null> {
    const { workspaceId, id: connectionId } = connection;
    if (await this.backlog.isFull(workspaceId, connectionId)) return cursor;
    const polled = await client.poll!(cursor);
    const mails = polled.mails ?? [];
    if (polled.updates.length + mails.length === 0 && polled.cursor === cursor) return cursor;
    const of = { workspaceId, connectionId };
    const arrived: ArrivedRaw[] = [
      ...polled.updates.map((update) => ({ ...of, source: 'poll' as const, envelope: {}, body: Buffer.from(update) })),
      ...mails.map(({ body, envelope }) => ({
        ...of,
        source: 'imap' as const,
        envelope,
        body: body instanceof Uint8Array ? Buffer.from(body) : body,
      })),
    ];
    await this.storeRaw.run(arrived, async (tx) => {
      if (polled.cursor !== null) await this.saveCursor.run(tx, workspaceId, connectionId, polled.cursor);
    });
    return polled.cursor;
  }

  /** A mailbox that can be read again may still be unable to send: that is said by whoever sends. */
  private async recovered(connection: Connection): Promise<void> {
    const { workspaceId, id, kind } = connection;
    const present = kind === 'email' ? await this.connections.byId(workspaceId, id) : null;
    if (!present || onlyReadingFails(present)) await this.mark.run(workspaceId, id, 'ok', null);
    connection.state = 'ok';
  }

  /** A new secret is no change of the settings: whoever uses it goes on. */
  private async replaced(connection: Connection, name: string, value: string): Promise<void> {
    connection.config = { ...connection.config, [name]: value };
    const poller = this.pollers.get(connection.id);
    if (poller) poller.fingerprint = fingerprintOf(connection);
    await this.keepSecret.run(connection.workspaceId, connection.id, name, value);
  }

  private async fault(connection: Connection, error: unknown, faults: number): Promise<void> {
    const { workspaceId, id: connectionId } = connection;
    const reason = error instanceof ChannelError ? error.reason : String((error as Error)?.message ?? error);
    this.log.warn('polling failed; it goes on by itself', { connectionId, faults, reason: reason.slice(0, 200) });
    const serious = error instanceof ChannelError && (error.remedy === 'reconnect' || faults >= SERIOUS_FAULTS);
    if (!serious || connection.state === 'broken') return;
    connection.state = 'broken';
    await this.mark
      .run(workspaceId, connectionId, 'broken', reason.slice(0, 500))
      .catch((fault) => this.log.error('a broken connection could not be marked', fault, { connectionId }));
  }
}

/** Messengers that may be asked for updates, and mailboxes that may be read by IMAP. */
const POLLED_KINDS = Object.values(channels)
  .filter((channel) =>
    channel.configSchema.some(({ choices = [] }) => choices.includes('polling') || choices.includes('imap')),
  )
  .map((channel) => channel.kind);

const isPolled = ({ kind, state, config }: Connection) =>
  state !== 'off' && (kind === 'email' ? config.inbound === 'imap' : (config.mode ?? 'polling') === 'polling');
const ownedName = (connectionId: string) => `poll ${connectionId}`;

/**
 * Changes whenever the settings do; the settings themselves are not kept in it. A refresh token that the vendor renews with
 * every use is no change while all is well; on a broken connection it is the owner's mending.
 */
const fingerprintOf = ({ config, state }: Connection): string => {
  const { oauthRefreshToken, ...rest } = config;
  const told = state === 'broken' ? { ...rest, oauthRefreshToken } : rest;
  return createHash('sha256').update(JSON.stringify(told)).digest('base64');
};

/** A wrong token is asked again seldom: somebody may have mended it on the other side. */
function waitAfter(error: unknown, faults: number): number {
  const backoff = BACKOFF_MS[Math.min(faults, BACKOFF_MS.length) - 1]!;
  if (!(error instanceof ChannelError)) return backoff;
  if (error.remedy === 'reconnect') return 60_000;
  return error.retryAfterSeconds === null ? backoff : Math.min(error.retryAfterSeconds * 1000, 300_000);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
