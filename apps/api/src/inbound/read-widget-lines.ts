// The conversation as its customer sees it: first names, no notes, and a cursor from which nothing is missed.
import { Injectable } from '@nestjs/common';
import type { FileItem, WidgetLine, WidgetLines } from '@otklik/contract';
import { AgentNames } from '../people/agent-names.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import { AnswerTokens } from '../survey/answer-tokens.js';
import { FindCustomer } from '../tickets/find-customer.js';
import { type Chat, type ChatMessage, type ChatPlace, ReadChat } from '../tickets/read-chat.js';
import type { Visitor } from './visitor.store.js';
import { VisitorFiles } from './visitor-files.js';

const NEWEST = 50;
/** Facts walked for one answer. */
const PAGE = 200;

@Injectable()
export class ReadWidgetLines {
  constructor(
    private readonly database: Database,
    private readonly chat: ReadChat,
    private readonly customers: FindCustomer,
    private readonly agents: AgentNames,
    private readonly files: Files,
    private readonly visitorFiles: VisitorFiles,
    private readonly tokens: AnswerTokens,
  ) {}

  /** `after` null: the newest lines. Else every line made or changed since. @throws DomainError bad-request: not a cursor of ours. */
  async run(visitor: Visitor, after: string | null): Promise<WidgetLines> {
    const chat = chatOf(visitor);
    const read =
      after === null
        ? { ...(await this.chat.newest(this.database, chat, NEWEST)), more: false }
        : await this.chat.after(this.database, chat, placeOf(after), PAGE);
    const lines = await this.lines(chat, read.messages);
    return { lines, cursor: cursorOf(read.place), more: read.more };
  }

  /** These messages of a ticket as its customer sees them, and who that is; null when nobody sits in a widget there. */
  async ofMessages(
    workspaceId: string,
    ticketId: string,
    messageIds: string[],
  ): Promise<{ visitorId: string; lines: WidgetLine[] } | null> {
    const at = await this.customers.run(workspaceId, ticketId);
    if (at?.channel !== 'chat' || !at.conversation) return null;
    const chat = { workspaceId, connectionId: at.connectionId, conversation: at.conversation };
    const messages = await this.chat.byIds(this.database, chat, messageIds);
    return { visitorId: at.conversation, lines: await this.lines(chat, messages) };
  }

  private async lines(chat: Chat, messages: ChatMessage[]): Promise<WidgetLine[]> {
    if (messages.length === 0) return [];
    const { workspaceId } = chat;
    const names = messages.some((one) => one.agentId) ? await this.agents.run(this.database, workspaceId) : new Map();
    const fileIds = messages.flatMap((one) => one.files.map((file) => file.id));
    const stored = new Map((await this.files.find(this.database, workspaceId, fileIds)).map((file) => [file.id, file]));
    return messages.map((message): WidgetLine => {
      const mine = message.kind === 'customer';
      const deleted = message.deletedAt !== null;
      const files = deleted ? [] : message.files.flatMap(({ id }) => stored.get(id) ?? []);
      return {
        id: message.id,
        seq: message.seq,
        ticketId: message.ticketId,
        from: mine ? 'me' : 'them',
        author: message.agentId ? firstName(names.get(message.agentId)?.name ?? '') || null : null,
        text: deleted ? '' : message.text,
        html: deleted ? null : message.html,
        files: files.map((file): FileItem => this.visitorFiles.item(workspaceId, file)),
        card: this.card(workspaceId, message),
        at: message.at.toISOString(),
        clientId: message.clientId,
        state: mine && message.readByAgent ? 'read' : 'sent',
        deleted,
      };
    });
  }

  private card(workspaceId: string, { card }: ChatMessage): WidgetLine['card'] {
    if (!card) return null;
    const { survey, question, scale, invitationId } = card;
    const token = this.tokens.make({ workspaceId, invitationId });
    return {
      kind: 'survey',
      survey,
      question,
      scale,
      invitationId,
      score: card.score ?? null,
      comment: card.comment ?? null,
      token,
    };
  }
}

export const chatOf = (visitor: Visitor): Chat => ({
  workspaceId: visitor.workspaceId,
  connectionId: visitor.connectionId,
  conversation: visitor.visitorId,
});

/** Customers know agents by their first name. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

export const cursorOf = ({ ticketId, seq }: ChatPlace): string =>
  Buffer.from(`${ticketId}.${seq}`).toString('base64url');

/** @throws DomainError bad-request */
export function placeOf(cursor: string): ChatPlace {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/.exec(
    Buffer.from(cursor, 'base64url').toString('latin1'),
  );
  if (!match) throw new DomainError('bad-request');
  return { ticketId: match[1]!, seq: Number(match[2]) };
}
