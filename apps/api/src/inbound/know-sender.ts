// Path A, before the contact: where a message carries an id alone, the channel is asked whose it is; nobody waits long for a name.
import { Injectable } from '@nestjs/common';
import type { InboundEvent, InboundSender } from '@otklik/channels';
import { ChannelClients } from '../desk/channel-clients.js';
import type { Connection } from '../desk/read-connections.js';
import { Clock } from '../platform/clock.js';
import { Log } from '../platform/log.js';

/** A message goes on without the name after this long, in milliseconds. */
const PATIENCE_MS = 3_000;
/** A name is asked for again after a day; one that could not be had, after an hour. */
const KNOWN_MS = 24 * 3_600_000;
const UNKNOWN_MS = 3_600_000;
const MOST_KNOWN = 20_000;

type Names = Pick<InboundSender, 'name' | 'username'>;

@Injectable()
export class KnowSender {
  /** By connection and sender, the longest known first. */
  private readonly known = new Map<string, { names: Names; until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly clients: ChannelClients,
    private readonly log: Log,
  ) {}

  /** The event with its sender's name where the channel tells it. Never throws. */
  async run(connection: Connection, event: InboundEvent): Promise<InboundEvent> {
    const { sender } = event;
    if (event.mail || sender.name !== null || sender.id === '') return event;
    const key = `${connection.id}:${sender.id}`;
    const now = this.clock.now().getTime();
    let found = this.known.get(key);
    if (!found || found.until < now) {
      const names = await this.ask(connection, sender.id);
      found = { names: names ?? { name: null, username: null }, until: now + (names ? KNOWN_MS : UNKNOWN_MS) };
      this.keep(key, found);
    }
    const { name, username } = found.names;
    return { ...event, sender: { ...sender, name, username: sender.username ?? username } };
  }

  /** null: the channel does not tell, or not now. */
  private async ask(connection: Connection, senderId: string): Promise<Names | null> {
    try {
      const client = this.clients.of(connection, AbortSignal.timeout(PATIENCE_MS));
      return (await client.profile?.(senderId)) ?? null;
    } catch (error) {
      this.log.info('a sender could not be named', {
        connectionId: connection.id,
        reason: String(error).slice(0, 200),
      });
      return null;
    }
  }

  private keep(key: string, found: { names: Names; until: number }): void {
    this.known.delete(key);
    this.known.set(key, found);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
  }
}
