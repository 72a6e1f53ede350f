// How every room speaks to a channel's world: one client a connection, always through the guarded fetch.
import { Inject, Injectable } from '@nestjs/common';
import { type Client, type ClientContext, channelOf } from '@otklik/channels';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { hookUrlOf } from './connection-links.js';

@Injectable()
export class ChannelClients {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly outgoing: OutgoingFetch,
  ) {}

  /** A client for one connection, alive until `signal` aborts. @throws Error for a kind that is not registered */
  of(
    connection: { kind: string; key: string; config: Record<string, unknown> },
    signal: AbortSignal,
    keepSecret?: ClientContext['keepSecret'],
  ): Client {
    const { kind, key, config } = connection;
    const channel = channelOf(kind);
    if (!channel) throw new Error(`No channel of the kind ${kind}.`);
    return channel.client({
      config,
      fetch: this.outgoing.fetch,
      reachable: this.outgoing.reachable,
      signal,
      hookUrl: hookUrlOf(this.env.publicUrl, kind, key),
      ...(keepSecret ? { keepSecret } : {}),
    });
  }
}
