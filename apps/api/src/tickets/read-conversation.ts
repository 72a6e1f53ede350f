// The conversation of a ticket as agents see it: what was written and what happened, in one order, from any point on.

import { Injectable } from '@nestjs/common';
import type { ConversationItem, EventItem, FileItem, MessageItem, SenderCheck } from '@otklik/contract';
import type { Sql } from '../platform/database/database.js';
import { bareType, type Fact } from '../platform/events/define-event.js';
import { Files } from '../platform/files.js';
import { floorOf } from '../platform/ids.js';
import { MESSAGE_SELECT, type Message } from './message.store.js';
import { surveyCard } from './survey-card.js';

/** Facts that say no more than the message beside them: they move its line, and are no line of their own. */
const OF_A_MESSAGE = new Set([
  'message.received',
  'message.queued',
  'message.posted',
  'message.undone',
  'note.added',
  'message.marked',
  'message.edited',
  'message.deleted',
  'message.reacted',
  'message.moved',
  'message.mailed',
  'rating.shown',
]);
/** Facts for reports alone. */
const SILENT = new Set([
  'response.measured',
  'response.annulled',
  'wait.recounted',
  'resolution.recounted',
  'customer.read',
  'survey.invited',
  'survey.requested',
  'survey.answered',
  'aside.invited',
  'aside.answered',
  'case.asked-again',
  'sla.met',
  'sla.stopped',
  'sla.annulled',
  'note.mentioned',
]);

/** Where a file of a message is fetched, by people signed in to its workspace. */
export const fileUrl = (workspaceId: string, fileId: string, name: string) =>
  `/files/${workspaceId}/${fileId}/${encodeURIComponent(name)}`;

@Injectable()
export class ReadConversation {
  constructor(private readonly files: Files) {}

  /**
   * Lines by seq. `afterSeq`: every line that is new or has changed since (catch-up). `beforeSeq`: the page before.
   * Neither: the newest page. At most `limit` facts are read; `more` says whether the page was cut, and `edge` at which seq:
   * a line may stand before it (an old message whose mark is new), so that paging goes on from the edge, not from a line.
   */
  async run(
    sql: Sql,
    workspaceId: string,
    ticketId: string,
    page: { afterSeq?: number | null; beforeSeq?: number | null; limit: number },
  ): Promise<{ items: ConversationItem[]; more: boolean; edge: number | null }> {
    const forward = page.afterSeq !== null && page.afterSeq !== undefined;
    const facts = await sql.query<Fact>(
      `SELECT id, ticket_id AS "ticketId", seq, type, at, payload FROM fact
       WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND seq ${forward ? '>' : '<'} $4
       ORDER BY seq ${forward ? 'ASC' : 'DESC'} LIMIT $5`,
      [
        workspaceId,
        ticketId,
        floorOf(ticketId),
        forward ? page.afterSeq : (page.beforeSeq ?? 2_147_483_647),
        page.limit + 1,
      ],
    );
    const more = facts.length > page.limit;
    const kept = facts.slice(0, page.limit);
    return { items: await this.lines(sql, workspaceId, ticketId, kept), more, edge: kept.at(-1)?.seq ?? null };
  }

  /** The lines that these facts made or changed, in order. */
  async lines(
    sql: Sql,
    workspaceId: string,
    ticketId: string,
    facts: Pick<Fact, 'id' | 'seq' | 'type' | 'at' | 'payload'>[],
  ): Promise<ConversationItem[]> {
    const messageIds = [
      ...new Set(
        facts.flatMap((fact) => (OF_A_MESSAGE.has(bareType(fact.type)) ? [String(fact.payload.messageId)] : [])),
      ),
    ];
    const messages = await this.messages(sql, workspaceId, ticketId, messageIds);
    const events = facts
      // Of what happens to a side conversation its ticket tells.
      .filter((fact) => !OF_A_MESSAGE.has(fact.type) && !SILENT.has(fact.type) && bareType(fact.type) === fact.type)
      .map(
        (fact): EventItem => ({
          type: 'event',
          id: fact.id,
          seq: fact.seq,
          event: fact.type,
          at: new Date(fact.at).toISOString(),
          payload: fact.payload,
        }),
      );
    return [...messages, ...events].sort((a, b) => a.seq - b.seq);
  }

  private async messages(sql: Sql, workspaceId: string, ticketId: string, ids: string[]): Promise<MessageItem[]> {
    if (ids.length === 0) return [];
    const rows = await sql.query<Message>(
      `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id = ANY($3::uuid[]) ORDER BY seq`,
      [workspaceId, ticketId, ids],
    );
    const stored = await this.files.find(
      sql,
      workspaceId,
      rows.flatMap((row) => row.files.map((file) => file.id)),
    );
    const files = new Map(stored.map((file) => [file.id, file]));
    return rows.map((row) =>
      toItem(row, (ref) => {
        const file = files.get(ref.id);
        return file
          ? [
              {
                id: file.id,
                name: file.name,
                contentType: file.contentType,
                size: file.size,
                contentId: ref.contentId,
                url: fileUrl(workspaceId, file.id, file.name),
              },
            ]
          : [];
      }),
    );
  }
}

/** Of a deleted message its place is left, and nothing of what it said. */
const UNSAID: Partial<MessageItem> = { text: '', html: null, quoted: null, files: [], reactions: [], versions: [] };

function toItem(row: Message, file: (ref: Message['files'][number]) => FileItem[]): MessageItem {
  const mail = row.mail as {
    from?: { address: string; name?: string | null };
    to?: { address: string }[];
    cc?: { address: string }[];
    bcc?: { address: string }[];
    subject?: string;
    messageId?: string | null;
    authentication?: SenderCheck | null;
  } | null;
  return {
    type: 'message',
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    state: row.state,
    agentId: row.agentId,
    contactId: row.contactId,
    text: row.text,
    html: row.html,
    quoted: row.quoted,
    files: row.files.flatMap(file),
    card: row.card && surveyCard(row.card),
    mail: mail && {
      from: mail.from?.address ?? '',
      fromName: mail.from?.name ?? null,
      to: (mail.to ?? []).map((to) => to.address),
      cc: (mail.cc ?? []).map((cc) => cc.address),
      bcc: (mail.bcc ?? []).map((bcc) => bcc.address),
      subject: mail.subject ?? '',
      messageId: mail.messageId ?? null,
      authentication: mail.authentication ?? null,
    },
    why: row.why,
    at: row.at.toISOString(),
    undoUntil: row.state === 'held' ? (row.dueAt?.toISOString() ?? null) : null,
    remedy: row.remedy,
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    reactions: row.reactions.filter((one) => one.emoji !== ''),
    versions: row.versions,
    template: row.template?.name ?? null,
    mentions: row.mentions,
    mailed: row.mailed,
    ...(row.deletedAt ? UNSAID : {}),
  };
}
