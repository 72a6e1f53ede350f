// Path B's courtesy: while an agent writes, the customer's messenger says so, where the channel offers it.
import { Injectable } from '@nestjs/common';
import { channelOf } from '@otklik/channels';
import { ChannelClients } from '../desk/channel-clients.js';
import { Connections } from '../desk/read-connections.js';
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
    private readonly connections: Connections,
    private readonly clients: ChannelClients,
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
      await this.clients.of(connection, AbortSignal.timeout(PATIENCE_MS)).typing?.(conversation);
    } catch (error) {
      this.log.info('typing could not be shown', { connectionId, reason: String(error).slice(0, 200) });
    }
  }
}
