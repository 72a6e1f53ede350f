// Every browser of one agent hears what came and what was read; and whether any of them is before their eyes.
import { Injectable } from '@nestjs/common';
import type { NotificationItem, NotificationNews, TicketRow } from '@otklik/contract';
import { Database, type Sql } from '../platform/database/database.js';
import { Log } from '../platform/log.js';
import { agentRoom, Sockets } from '../realtime/sockets.js';
import { ReadLinkAnswers } from '../survey/links/read-link-answers.js';
import { FindMessage } from '../tickets/find-message.js';
import { ReadTicketRows } from '../tickets/read-ticket-rows.js';
import { countUnread, type NotificationRow } from './notification.store.js';

/** What is known of an agent's open pages at this moment. */
export interface Attention {
  /** Some page is before their eyes. */
  here: boolean;
  /** The tickets on the pages before their eyes. */
  tickets: Set<string>;
}

@Injectable()
export class TellAgent {
  constructor(
    private readonly sockets: Sockets,
    private readonly database: Database,
    private readonly rows: ReadTicketRows,
    private readonly messages: FindMessage,
    private readonly answers: ReadLinkAnswers,
    private readonly log: Log,
  ) {}

  /** Nobody is here if the pages cannot be asked: better told twice than not at all. */
  async attention(workspaceId: string, agentId: string): Promise<Attention> {
    try {
      const sockets = await this.sockets.desk.in(agentRoom(workspaceId, agentId)).fetchSockets();
      const open = sockets.filter(({ data }) => data.eyes !== false);
      const tickets = new Set(open.flatMap(({ data }) => (data.ticketId ? [data.ticketId] : [])));
      return { here: open.length > 0, tickets };
    } catch (error) {
      this.log.warn('the open pages of an agent could not be asked', { reason: (error as Error).message });
      return { here: false, tickets: new Set() };
    }
  }

  /** The rows with the words of their tickets or answers by a link; one that is gone leaves its row out. */
  async items(sql: Sql, workspaceId: string, rows: NotificationRow[]): Promise<NotificationItem[]> {
    const ids = [...new Set(rows.flatMap(({ ticketId }) => ticketId ?? []))];
    const tickets = new Map((await this.rows.run(sql, workspaceId, ids)).map((ticket) => [ticket.id, ticket]));
    const answers = await this.answers.run(
      sql,
      workspaceId,
      rows.flatMap(({ answerId }) => answerId ?? []),
    );
    // Who was named reads where: in a note, of which the queue's words know nothing.
    const notes = await this.messages.previews(
      sql,
      workspaceId,
      rows.flatMap(({ kind, messageId }) => (kind === 'mention' && messageId ? messageId : [])),
    );
    return rows.flatMap((row) => {
      const ticket = row.ticketId ? tickets.get(row.ticketId) : undefined;
      const answer = row.answerId ? answers.get(row.answerId) : undefined;
      if (!ticket && !answer) return [];
      return [
        {
          id: row.id,
          kind: row.kind,
          times: row.times,
          at: row.at.toISOString(),
          readAt: row.readAt?.toISOString() ?? null,
          actorId: row.actorId,
          messageId: row.messageId,
          ticket: ticket ? briefly(ticket, notes.get(row.messageId ?? '')) : null,
          answer: answer ? { ...answer, at: answer.at.toISOString() } : null,
        },
      ];
    });
  }

  came(workspaceId: string, agentId: string, news: NotificationNews): void {
    this.sockets.desk.to(agentRoom(workspaceId, agentId)).emit('notification.came', news);
  }

  /** A courtesy: a page that misses it asks again when it comes back. `ids` null: the list is to be asked anew. */
  readElsewhere(workspaceId: string, agentId: string, ids: string[] | null): void {
    countUnread(this.database, workspaceId, agentId).then(
      (unread) => this.sockets.desk.to(agentRoom(workspaceId, agentId)).emit('notifications.read', { ids, unread }),
      (error) => this.log.warn('pages were not told what was read', { reason: (error as Error).message }),
    );
  }
}

function briefly(ticket: TicketRow, note?: string): NonNullable<NotificationItem['ticket']> {
  const { id, number, subject, preview, channel, contact } = ticket;
  const { name, address } = contact;
  return { id, number, subject, preview: note || preview, channel, contact: { name, address } };
}
