// After each commit: every agent's queue, everyone in the ticket, and the customer's widget hear what has changed.
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
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

/** Facts of one ticket that come within this time are told together. */
const GATHER_MS = 4;
const COUNTS_MS = 1000;
/** What could not be read is told after a while: an open screen would not ask by itself. */
const AGAIN_MS = 1000;
const TRIES = 10;

@Injectable()
export class TellBrowsers implements OnModuleInit, BeforeApplicationShutdown {
  private readonly gathered = new Map<string, Fact[]>();
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
    const waiting = this.gathered.get(ticketId);
    if (waiting) {
      waiting.push(...facts);
      return;
    }
    this.gathered.set(ticketId, [...facts]);
    setTimeout(() => {
      const together = this.gathered.get(ticketId) ?? [];
      this.gathered.delete(ticketId);
      if (this.stopped) return;
      this.tellTicket(workspaceId, ticketId, together).catch((error) => {
        this.log.warn('browsers could not be told', { tries, reason: (error as Error).message });
        if (tries < TRIES) setTimeout(() => this.gather(workspaceId, ticketId, together, tries + 1), AGAIN_MS).unref();
      });
    }, GATHER_MS);
  }

  private async tellTicket(workspaceId: string, ticketId: string, facts: Fact[]): Promise<void> {
    const [row] = await this.rows.run(this.database, workspaceId, [ticketId]);
    if (!row) return this.tellOfSide(workspaceId, ticketId, facts);
    this.sockets.desk.to(workspaceRoom(workspaceId)).emit('ticket.changed', row);
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
