// A screen that an agent leaves open: it knows what it was told, and what it asked for when its socket came back. Nothing else.
import type { ConversationItem, MessageItem, TicketRow } from '@otklik/contract';
import { io, type Socket } from 'socket.io-client';
import { type Told, until } from './customers.js';
import { type KilledDesk, PASSWORD } from './killed-desk.js';

/** What is told after a commit is gathered for a moment, and told again where it could not be read. */
const LATE_MS = 15_000;

export class OpenScreen {
  private readonly rows = new Map<string, TicketRow>();
  private readonly lines = new Map<string, MessageItem>();
  /** The ticket before the agent's eyes: the newest of which the list has heard. */
  private open: string | null = null;
  private socket!: Socket;
  private closed = false;

  private constructor(private readonly desk: KilledDesk) {}

  static async of(desk: KilledDesk): Promise<OpenScreen> {
    const screen = new OpenScreen(desk);
    const cookie = await until('signing in', () => signIn(desk.url));
    screen.socket = io(`${desk.url}/desk`, { extraHeaders: { cookie }, transports: ['websocket'] });
    screen.socket.on('connect', () => void screen.catchUp().catch(() => undefined));
    // As a browser's page: a desk that takes nobody in for a moment is asked again.
    screen.socket.on('connect_error', () => {
      if (!screen.socket.active && !screen.closed) setTimeout(() => screen.socket.connect(), 1000);
    });
    screen.socket.on('ticket.changed', (row: TicketRow) => screen.take(row, true));
    screen.socket.on('conversation.changed', (ticketId: string, items: ConversationItem[]) => {
      if (ticketId === screen.open) screen.takeLines(items);
    });
    return screen;
  }

  /** What it has not heard of these customers, of the open ticket every line. */
  async missed(told: Told[]): Promise<string[]> {
    const missing: string[] = [];
    for (const until = Date.now() + LATE_MS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
      missing.length = 0;
      for (const { ticketId } of told) {
        const row = await this.desk.api<TicketRow>('GET', `/api/v1/tickets/${ticketId}`);
        const shown = this.rows.get(ticketId);
        if (shown?.seq !== row.seq) missing.push(`the open screen shows ${ticketId} at ${shown?.seq}, not ${row.seq}`);
      }
      for (const line of this.open ? await this.ask(this.open) : [])
        if (line.type === 'message' && this.lines.get(line.id)?.state !== line.state)
          missing.push(`the open screen shows ${line.id} ${this.lines.get(line.id)?.state}, not ${line.state}`);
      if (missing.length === 0 || Date.now() > until) return missing;
    }
  }

  close(): void {
    this.closed = true;
    this.socket.disconnect();
  }

  private take(row: TicketRow, live: boolean): void {
    const known = this.rows.get(row.id);
    if (!known || known.seq <= row.seq) this.rows.set(row.id, row);
    if (!known && live) void this.enter(row.id).catch(() => undefined);
  }

  private takeLines(items: ConversationItem[]): void {
    for (const item of items) if (item.type === 'message') this.lines.set(item.id, item);
  }

  private async enter(ticketId: string): Promise<void> {
    this.open = ticketId;
    this.lines.clear();
    await this.catchUp();
  }

  /** As a browser does: into the room first, so that nothing falls between the asking and the hearing. */
  private async catchUp(): Promise<void> {
    const { open } = this;
    if (open) await new Promise((resolve) => this.socket.emit('ticket.open', open, resolve));
    const page = await until('the list', async () =>
      this.closed ? { items: [] } : this.desk.api<{ items: TicketRow[] }>('GET', '/api/v1/tickets?view=all&limit=30'),
    );
    for (const row of page.items) this.take(row, false);
    const items = open ? await until('the lines', async () => (this.closed ? [] : this.ask(open))) : [];
    if (open === this.open) this.takeLines(items);
  }

  private async ask(ticketId: string): Promise<ConversationItem[]> {
    const path = `/api/v1/tickets/${ticketId}/conversation?limit=500`;
    return (await this.desk.api<{ items: ConversationItem[] }>('GET', path)).items;
  }
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@team.test', password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
