// The conversation as its customer sees it: first names, no notes, and a cursor from which nothing is missed.
import { Injectable } from '@nestjs/common';
import type { FileItem, WidgetEarlier, WidgetLine, WidgetLines, WidgetTalks } from '@otklik/contract';
import { AgentNames } from '../people/agent-names.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import { AnswerTokens } from '../survey/answer-tokens.js';
import { FindCustomer } from '../tickets/find-customer.js';
import { type Chat, type ChatMessage, type ChatPlace, ReadChat } from '../tickets/read-chat.js';
import { surveyCard } from '../tickets/survey-card.js';
import type { Visitor } from './visitor.store.js';
import { VisitorFiles } from './visitor-files.js';

const NEWEST = 50;
const TALKS = 20;
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
    if (after === null) {
      const { messages, place } = await this.chat.newest(this.database, chat, NEWEST + 1);
      const shown = messages.slice(-NEWEST);
      const earlier = messages.length > shown.length ? cursorOf(shown[0]!) : null;
      return { lines: await this.lines(chat, shown), cursor: cursorOf(place), more: false, earlier };
    }
    const read = await this.chat.after(this.database, chat, placeOf(after), PAGE);
    return { lines: await this.lines(chat, read.messages), cursor: cursorOf(read.place), more: read.more };
  }

  /** What was said before a place (null: the newest), of one ticket if it is named. @throws DomainError bad-request: not a cursor of ours. */
  async earlier(visitor: Visitor, before: string | null, ticketId: string | null): Promise<WidgetEarlier> {
    const chat = chatOf(visitor);
    const place = before === null ? null : placeOf(before);
    const { messages, more } = await this.chat.before(this.database, chat, place, NEWEST, ticketId);
    const [first] = messages;
    return { lines: await this.lines(chat, messages), earlier: more && first ? cursorOf(first) : null };
  }

  /** The conversations this visitor has had, newest first, those below the ticket `before`. */
  async talks(visitor: Visitor, before: string | null): Promise<WidgetTalks> {
    const found = await this.chat.talks(this.database, chatOf(visitor), before, TALKS + 1);
    const talks = found.slice(0, TALKS).map((talk) => ({
      ...talk,
      openedAt: talk.openedAt.toISOString(),
      lastAt: talk.lastAt.toISOString(),
    }));
    return { talks, next: found.length > TALKS ? talks.at(-1)!.ticketId : null };
  }

  /** One of the visitor's own lines, in whichever ticket it stands. */
  async own(visitor: Visitor, messageId: string): Promise<WidgetLine | null> {
    const chat = chatOf(visitor);
    const [line] = await this.lines(chat, await this.chat.byIds(this.database, chat, [messageId]));
    return line ?? null;
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
        picture: message.agentId
          ? this.visitorFiles.picture(workspaceId, names.get(message.agentId)?.picture ?? null)
          : null,
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
    const { invitationId } = card;
    return { ...surveyCard(card), token: this.tokens.make({ workspaceId, invitationId }) };
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
