// How path A speaks back to a channel's world: to fetch files, to poll, to answer a pressed button; always through the guarded fetch.
import { Inject, Injectable } from '@nestjs/common';
import { type Client, type ClientContext, channelOf } from '@otklik/channels';
import type { Connection } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';

@Injectable()
export class ChannelClients {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly outgoing: OutgoingFetch,
  ) {}

  /** A client for one connection, alive until `signal` aborts. */
  of(
    connection: Pick<Connection, 'kind' | 'key' | 'config'>,
    signal: AbortSignal,
    keepSecret?: ClientContext['keepSecret'],
  ): Client {
    const channel = channelOf(connection.kind);
    if (!channel) throw new Error(`No channel of the kind ${connection.kind}.`);
    return channel.client({
      config: connection.config,
      fetch: this.outgoing.fetch,
      reachable: this.outgoing.reachable,
      signal,
      hookUrl: `${this.env.publicUrl}/hooks/${connection.kind}/${connection.key}`,
      ...(keepSecret ? { keepSecret } : {}),
    });
  }
}
