// Before the first word: by which connections a person can be written to, and where a conversation with them is open already.
import { Injectable } from '@nestjs/common';
import { channelLimits } from '../../desk/channel-limits.js';
import { Connections } from '../../desk/read-connections.js';
import { ReadContact } from '../../people/read-contact.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { lastConversations } from './conversation-start.store.js';

export interface Way {
  connectionId: string;
  connection: string;
  channel: string;
  identityId: string;
  address: string;
  /** A messenger's own name of the conversation; null: mail, which needs none. */
  conversation: string | null;
  /** They are talking to us there: write in this ticket. */
  open: { id: string; number: number } | null;
  /** What may be written first: anything, or words the vendor approved beforehand once its time to answer is over. */
  templates: boolean;
}

/** In a messenger the person must have written first; a mailbox may write to anybody. */
@Injectable()
export class ReadWays {
  constructor(
    private readonly database: Database,
    private readonly connections: Connections,
    private readonly contacts: ReadContact,
  ) {}

  /** @throws DomainError not-found */
  async run(workspaceId: string, contactId: string, sql: Sql = this.database): Promise<Way[]> {
    const contact = await this.contacts.run(workspaceId, contactId, sql);
    const working = (await this.connections.all(workspaceId, sql)).filter(({ state }) => state !== 'off');
    const last = await lastConversations(sql, workspaceId, contact.id);
    return contact.identities.flatMap((identity) =>
      working.flatMap((connection): Way[] => {
        const way = {
          connectionId: connection.id,
          connection: connection.name,
          channel: connection.kind,
          identityId: identity.id,
          address: identity.address,
        };
        if (connection.kind === 'email')
          return identity.kind === 'email' ? [{ ...way, conversation: null, open: null, templates: false }] : [];
        const known = last.find((one) => one.connectionId === connection.id && one.identityId === identity.id);
        if (!known) return [];
        const { conversation, open, ticketId: id, number } = known;
        const { templates, replyWindowHours } = channelLimits(connection.kind, connection.config);
        return [
          {
            ...way,
            conversation,
            open: open ? { id, number } : null,
            templates: templates && replyWindowHours !== null,
          },
        ];
      }),
    );
  }
}
