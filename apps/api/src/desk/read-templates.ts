// Which approved templates a connection has, asked of its vendor, and remembered for a minute while somebody chooses.
import { Injectable } from '@nestjs/common';
import { ChannelError, type TemplateChoice } from '@otklik/channels';
import { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import { Connections } from './read-connections.js';
import { TestConnection } from './test-connection.js';

const KEPT_MS = 60_000;
const MOST_KEPT = 200;

@Injectable()
export class ReadTemplates {
  private readonly kept = new Map<string, { until: number; templates: TemplateChoice[] }>();

  constructor(
    private readonly clock: Clock,
    private readonly connections: Connections,
    private readonly vendor: TestConnection,
  ) {}

  /** Empty where the channel has none. @throws DomainError not-found, connection-unreached (the vendor does not answer). */
  async run(workspaceId: string, connectionId: string): Promise<TemplateChoice[]> {
    const connection = await this.connections.byId(workspaceId, connectionId);
    if (!connection) throw new DomainError('not-found');
    const key = `${workspaceId} ${connectionId}`;
    const now = this.clock.now().getTime();
    const known = this.kept.get(key);
    if (known && known.until > now) return known.templates;
    try {
      const templates = (await this.vendor.client(connection).templates?.()) ?? [];
      if (this.kept.size >= MOST_KEPT) this.kept.clear();
      this.kept.set(key, { until: now + KEPT_MS, templates });
      return templates;
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      throw new DomainError('connection-unreached', { reason: error.reason });
    }
  }
}
