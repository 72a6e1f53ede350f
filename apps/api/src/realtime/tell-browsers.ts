// After each commit: every agent's queue, everyone in the ticket, and the customer's widget hear what has changed.
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { ReadWidgetLines } from '../inbound/read-widget-lines.js';
import { Database } from '../platform/database/database.js';
import { Instance } from '../platform/database/instance.js';
import type { Fact } from '../platform/events/define-event.js';
import { AfterCommit } from '../platform/events/listeners.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Log } from '../platform/log.js';
import { ReadConversation } from '../tickets/read-conversation.js';
import { ReadTicketRows } from '../tickets/read-ticket-rows.js';
import { ReadSides } from '../tickets/sides/read-sides.js';
import { Sockets, ticketRoom, visitorRoom, workspaceRoom } from './sockets.js';

/** What comes of one workspace within this time is told together. */
const GATHER_MS = 4;
const COUNTS_MS = 1000;
/** What could not be read is told after a while: an open screen would not ask by itself. */
const AGAIN_MS = 1000;
const TRIES = 10;

interface News {
  facts: Fact[];
  tries: number;
}

@Injectable()
export class TellBrowsers implements OnModuleInit, BeforeApplicationShutdown {
  /** By workspace and ticket. */
  private readonly gathered = new Map<string, Map<string, News>>();
  private readonly counting = new Map<string, NodeJS.Timeout>();
  private readonly figuring = new Map<string, NodeJS.Timeout>();
  private stopped = false;

  constructor(
    private readonly sockets: Sockets,
    private readonly database: Database,
    private readonly instance: Instance,
    private readonly rows: ReadTicketRows,
    private readonly conversation: ReadConversation,
    private readonly widgetLines: ReadWidgetLines,
    private readonly sides: ReadSides,
    private readonly passing: PassingNews,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    // What was committed as the database went may never have been told here.
    this.instance.wakes.on('wake', (what) => what === 'all' && this.sockets.askAnew());
    this.passing.listen(({ workspaceId, ticketId }) =>
      this.sockets.desk.to(ticketRoom(workspaceId, ticketId)).emit('customer.typing', ticketId),
    );
    this.passing.onPerson(({ workspaceId, contactId, companyId }) =>
      this.sockets.desk.to(workspaceRoom(workspaceId)).emit('card.changed', { contactId, companyId }),
    );
    this.passing.onViews(({ workspaceId }) => this.sockets.desk.to(workspaceRoom(workspaceId)).emit('views.changed'));
    this.passing.onRow(({ workspaceId, ticketId }) => this.gather(workspaceId, ticketId, []));
    this.passing.onFigures(({ workspaceId }) => this.tellFigures(workspaceId));
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const timer of [...this.counting.values(), ...this.figuring.values()]) clearTimeout(timer);
  }

  @AfterCommit()
  tell(facts: Fact[]): void {
    for (const fact of facts) this.gather(fact.workspaceId, fact.ticketId, [fact]);
  }

  private gather(workspaceId: string, ticketId: string, facts: Fact[], tries = 1): void {
    let news = this.gathered.get(workspaceId);
    if (!news) {
      news = new Map();
      this.gathered.set(workspaceId, news);
      setTimeout(() => void this.tellAll(workspaceId, news!), GATHER_MS);
    }
    const waiting = news.get(ticketId);
    if (waiting) waiting.facts.push(...facts);
    else news.set(ticketId, { facts: [...facts], tries });
  }

  /** What came of one workspace within a moment: the rows of all its tickets are read in one go. */
  private async tellAll(workspaceId: string, news: Map<string, News>): Promise<void> {
    this.gathered.delete(workspaceId);
    if (this.stopped) return;
    const rows = await this.rows.run(this.database, workspaceId, [...news.keys()]).catch((error: Error) => error);
    const known = rows instanceof Error ? new Map<string, TicketRow>() : new Map(rows.map((row) => [row.id, row]));
    // At once, as long as they are true; what was said in each is read after that.
    for (const row of known.values()) this.sockets.desk.to(workspaceRoom(workspaceId)).emit('ticket.changed', row);
    for (const [ticketId, { facts, tries }] of news) {
      const telling =
        rows instanceof Error
          ? Promise.reject(rows)
          : this.tellTicket(workspaceId, ticketId, known.get(ticketId), facts);
      await telling.catch((error: Error) => {
        this.log.warn('browsers could not be told', { tries, reason: error.message });
        if (tries < TRIES) setTimeout(() => this.gather(workspaceId, ticketId, facts, tries + 1), AGAIN_MS).unref();
      });
    }
  }

  private async tellTicket(
    workspaceId: string,
    ticketId: string,
    row: TicketRow | undefined,
    facts: Fact[],
  ): Promise<void> {
    if (!row) return this.tellOfSide(workspaceId, ticketId, facts);
    const items = await this.conversation.lines(this.database, workspaceId, ticketId, facts);
    if (items.length > 0)
      this.sockets.desk.to(ticketRoom(workspaceId, ticketId)).emit('conversation.changed', ticketId, items);
    if (row.channel === 'chat') await this.tellVisitor(workspaceId, ticketId, facts);
    this.tellCounts(workspaceId);
  }

  /** A side conversation is in nobody's list: whoever has its ticket open hears of it. */
  private async tellOfSide(workspaceId: string, sideId: string, facts: Fact[]): Promise<void> {
    const ticketId = (await this.sides.tickets(this.database, workspaceId, [sideId])).get(sideId);
    if (!ticketId) return;
    this.sockets.desk.to(ticketRoom(workspaceId, ticketId)).emit('sides.changed', ticketId);
    const items = await this.conversation.lines(this.database, workspaceId, sideId, facts);
    if (items.length > 0)
      this.sockets.desk.to(ticketRoom(workspaceId, ticketId)).emit('conversation.changed', sideId, items);
  }

  private async tellVisitor(workspaceId: string, ticketId: string, facts: Fact[]): Promise<void> {
    const messageIds = [
      ...new Set(facts.flatMap((fact) => (typeof fact.payload.messageId === 'string' ? [fact.payload.messageId] : []))),
    ];
    if (messageIds.length === 0) return;
    const told = await this.widgetLines.ofMessages(workspaceId, ticketId, messageIds);
    if (told && told.lines.length > 0)
      this.sockets.widget.to(visitorRoom(workspaceId, told.visitorId)).emit('lines.changed', told.lines);
  }

  private tellFigures(workspaceId: string): void {
    if (this.figuring.has(workspaceId)) return;
    const tell = () => {
      this.figuring.delete(workspaceId);
      this.sockets.desk.to(workspaceRoom(workspaceId)).emit('figures.changed');
    };
    this.figuring.set(workspaceId, setTimeout(tell, COUNTS_MS));
  }

  private tellCounts(workspaceId: string): void {
    if (this.counting.has(workspaceId)) return;
    this.counting.set(
      workspaceId,
      setTimeout(() => {
        this.counting.delete(workspaceId);
        this.sockets.desk.to(workspaceRoom(workspaceId)).emit('counts.changed');
      }, COUNTS_MS / 4),
    );
  }
}
