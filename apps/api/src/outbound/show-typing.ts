// Path B's courtesy: while an agent writes, the customer's messenger says so, where the channel offers it.
import { Inject, Injectable } from '@nestjs/common';
import { channelOf } from '@otklik/channels';
import { hookUrlOf } from '../desk/connection-links.js';
import { Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { Log } from '../platform/log.js';

/** Messengers show it for five seconds or so: asking more often shows nothing more. */
const AGAIN_MS = 4_000;
const PATIENCE_MS = 5_000;
/** Conversations remembered at most, so that nothing grows. */
const REMEMBERED = 1_000;

@Injectable()
export class ShowTyping {
  private readonly shown = new Map<string, number>();

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly connections: Connections,
    private readonly outgoing: OutgoingFetch,
    private readonly log: Log,
  ) {}

  /** Never fails: a courtesy that did not arrive is nobody's fault. */
  async run(workspaceId: string, connectionId: string, conversation: string): Promise<void> {
    const key = `${connectionId} ${conversation}`;
    const now = Date.now();
    if (now - (this.shown.get(key) ?? 0) < AGAIN_MS) return;
    if (this.shown.size >= REMEMBERED) this.shown.clear();
    this.shown.set(key, now);
    try {
      const connection = await this.connections.byId(workspaceId, connectionId);
      const channel = connection && channelOf(connection.kind);
      if (!channel?.abilities.typing || channel.abilities.own || connection?.state !== 'ok') return;
      const client = channel.client({
        config: connection.config,
        fetch: this.outgoing.fetch,
        reachable: this.outgoing.reachable,
        signal: AbortSignal.timeout(PATIENCE_MS),
        hookUrl: hookUrlOf(this.env.publicUrl, connection.kind, connection.key),
      });
      await client.typing?.(conversation);
    } catch (error) {
      this.log.info('typing could not be shown', { connectionId, reason: String(error).slice(0, 200) });
    }
  }
}
