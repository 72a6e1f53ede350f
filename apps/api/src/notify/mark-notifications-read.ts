// Notifications are read: because the agent says so, or because they have opened the ticket; all their browsers hear of it.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Log } from '../platform/log.js';
import { markRead } from './notification.store.js';
import { markLooked } from './notify-settings.store.js';
import { TellAgent } from './tell-agent.js';

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

@Injectable()
export class MarkNotificationsRead implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passing: PassingNews,
    private readonly teller: TellAgent,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.passing.onLook(({ ticketId, ...key }) => {
      this.run(key, { ticketId }).catch((error) =>
        this.log.warn('a look did not reach the bell', { reason: (error as Error).message }),
      );
    });
  }

  async run(key: AgentKey, what: { ids: string[] } | { ticketId: string } | { all: true }): Promise<void> {
    const ids = await markRead(this.database, key, what, this.clock.now());
    if (ids.length > 0) this.teller.readElsewhere(key.workspaceId, key.agentId, 'all' in what ? null : ids);
  }

  /** The bell was opened: what stands there was not missed, though it may stay unread. */
  looked(key: AgentKey): Promise<void> {
    return markLooked(this.database, key, this.clock.now());
  }
}
