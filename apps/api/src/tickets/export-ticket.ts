// One ticket as a file of its own: a page that needs nothing else, for people and printers, or data for programs.
import { Injectable } from '@nestjs/common';
import type { ConversationItem, MessageItem } from '@otklik/contract';
import { ReadTags } from '../desk/tags.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { localeOf } from '../platform/words/words.js';
import { type PageFile, ticketPage } from './export-page.js';
import { ReadConversation } from './read-conversation.js';
import { ReadTicket, type TicketDetails } from './read-ticket.js';
import { ReadSides } from './sides/read-sides.js';
import type { SideItem } from './sides/sides.requests.js';

const STEP = 500;
/** Pictures stand in the page itself, up to this many bytes in all; everything else is named with its size. */
const MOST_BYTES = 15_000_000;
const PICTURE = /^image\/(png|jpe?g|gif|webp|avif)$/;

export interface ExportedTicket {
  exportedAt: string;
  workspace: string;
  ticket: TicketDetails;
  tags: string[];
  /** Names of everybody who wrote or did something. */
  agents: Record<string, string>;
  items: ConversationItem[];
  /** What was said about it with others. */
  sides: ExportedSide[];
}

export interface ExportedSide extends Pick<SideItem, 'id' | 'subject' | 'state' | 'contact' | 'openedAt'> {
  items: MessageItem[];
}

@Injectable()
export class ExportTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly tickets: ReadTicket,
    private readonly conversation: ReadConversation,
    private readonly workspaces: ReadWorkspace,
    private readonly agents: AgentNames,
    private readonly tags: ReadTags,
    private readonly sides: ReadSides,
  ) {}

  /** @throws DomainError not-found. */
  async json(workspaceId: string, ticketId: string): Promise<ExportedTicket> {
    const ticket = await this.tickets.run(this.database, workspaceId, ticketId);
    const { name } = await this.workspaces.run(workspaceId);
    const names = await this.agents.run(this.database, workspaceId);
    const whole = await this.lines(workspaceId, ticketId);
    const sides: ExportedSide[] = [];
    for (const { id, subject, state, contact, openedAt } of await this.sides.run(
      this.database,
      workspaceId,
      ticketId,
    )) {
      const said = (await this.lines(workspaceId, id)).filter((item) => item.type === 'message');
      sides.push({ id, subject, state, contact, openedAt, items: said });
    }
    const acted = new Set([...whole, ...sides.flatMap((side) => side.items)].flatMap((item) => agentsIn(item)));
    const tagNames = new Map((await this.tags.run(workspaceId)).map((tag) => [tag.id, tag.name]));
    return {
      exportedAt: this.clock.now().toISOString(),
      workspace: name,
      ticket,
      tags: ticket.tags.map((id) => tagNames.get(id) ?? String(id)),
      agents: Object.fromEntries([...acted].map((id) => [id, names.get(id)?.name ?? id])),
      items: whole,
      sides,
    };
  }

  private async lines(workspaceId: string, ticketId: string): Promise<ConversationItem[]> {
    const items: ConversationItem[] = [];
    for (let before: number | null = null, more = true; more; ) {
      const page = await this.conversation.run(this.database, workspaceId, ticketId, {
        beforeSeq: before,
        limit: STEP,
      });
      items.unshift(...page.items);
      more = page.more;
      before = page.edge;
    }
    const known = new Map(items.map((item) => [item.id, item]));
    return [...known.values()].sort((a, b) => a.at.localeCompare(b.at) || a.seq - b.seq);
  }

  /** `locale`: the reader's. @throws DomainError not-found. */
  async html(workspaceId: string, ticketId: string, locale: string): Promise<{ page: string; number: number }> {
    const exported = await this.json(workspaceId, ticketId);
    const { timeZone } = await this.workspaces.run(workspaceId);
    const isSaid = (item: ConversationItem): item is MessageItem => item.type === 'message' && item.state !== 'undone';
    const messages = exported.items.filter(isSaid);
    const sides = exported.sides.map((side) => ({ ...side, items: side.items.filter(isSaid) }));
    const files = await this.pictures(workspaceId, [...messages, ...sides.flatMap((side) => side.items)]);
    return {
      page: ticketPage({ ...exported, messages, sides, files, locale: localeOf(locale), timeZone }),
      number: exported.ticket.number,
    };
  }

  private async pictures(workspaceId: string, messages: MessageItem[]): Promise<Map<string, PageFile>> {
    const found = new Map<string, PageFile>();
    let left = MOST_BYTES;
    const ids = messages.flatMap((one) => one.files.map((file) => file.id));
    for (const { id, contentType, size, sha256 } of await this.files.find(this.database, workspaceId, ids)) {
      if (!PICTURE.test(contentType) || size > left) continue;
      const body = await this.files.read(workspaceId, sha256).catch(() => null);
      if (!body) continue;
      left -= size;
      found.set(id, { source: `data:${contentType};base64,${body.toString('base64')}` });
    }
    return found;
  }
}

function agentsIn(item: ConversationItem): string[] {
  if (item.type === 'message') return item.agentId ? [item.agentId] : [];
  const { actor, toAgentId } = item.payload as { actor?: { agentId: string | null }; toAgentId?: string | null };
  return [actor?.agentId, toAgentId].filter((id): id is string => typeof id === 'string');
}
