// Asks the vendor whether a connection's settings work, and who we are there; sets or takes away the webhook on the way.

import { Injectable } from '@nestjs/common';
import { type Channel, ChannelError, type Client, channelOf } from '@otklik/channels';
import { DomainError } from '../platform/errors.js';
import { Log } from '../platform/log.js';
import { ChannelClients } from './channel-clients.js';

const PATIENCE_MS = 20_000;

/** `refused`: the settings are wrong. `unreached`: nobody can say now. */
export type TestVerdict =
  | { verdict: 'ok'; name: string | null; address: string | null }
  | { verdict: 'refused' | 'unreached'; reason: string };

type Tested = { kind: string; key: string; config: Record<string, unknown> };

@Injectable()
export class TestConnection {
  constructor(
    private readonly clients: ChannelClients,
    private readonly log: Log,
  ) {}

  /** A channel with nobody to ask is always right. Never throws but for an unknown kind. */
  async run(connection: Tested): Promise<TestVerdict> {
    const client = this.client(connection);
    if (!client.connect) return { verdict: 'ok', name: null, address: null };
    try {
      return { verdict: 'ok', ...(await client.connect()) };
    } catch (error) {
      if (!(error instanceof ChannelError)) {
        this.log.error('a connection test failed', error, { kind: connection.kind });
        return { verdict: 'unreached', reason: 'internal' };
      }
      const wrong = error.remedy === 'reconnect' || error.remedy === 'drop';
      return { verdict: wrong ? 'refused' : 'unreached', reason: error.reason };
    }
  }

  /** Takes our webhook away, as a courtesy: a vendor that does not answer changes nothing. */
  async disconnect(connection: Tested): Promise<void> {
    await this.client(connection)
      .disconnect?.()
      .catch(() => this.log.info('a connection could not say good-bye', { kind: connection.kind }));
  }

  /** Speaks to the vendor for as long as somebody waits for the answer. */
  client(connection: Tested): Client {
    channelOrRefuse(connection.kind);
    return this.clients.of(connection, AbortSignal.timeout(PATIENCE_MS));
  }
}

/** @throws DomainError kind-unknown */
export function channelOrRefuse(kind: string): Channel {
  const channel = channelOf(kind);
  if (!channel) throw new DomainError('kind-unknown', { kind });
  return channel;
}
