// What an agent is writing, shown to colleagues who ask and only while they look; and to the agent's own other devices.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { DraftWords } from '@otklik/contract';
import { type DraftRead, PassingNews } from '../platform/events/passing-news.js';
import { Log } from '../platform/log.js';
import { agentRoom, type DeskSocket, Sockets, ticketRoom } from './sockets.js';

const ID = /^[0-9a-f-]{36}$/;
const LONGEST = 20_000;
const GLIMPSE_MS = 15_000;

const draftRoom = (workspaceId: string, ticketId: string, agentId: string) => `d:${workspaceId}:${ticketId}:${agentId}`;

@Injectable()
export class ShareDrafts implements OnModuleInit {
  constructor(
    private readonly sockets: Sockets,
    private readonly passing: PassingNews,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.passing.onDraft(({ workspaceId, agentId, ...draft }) =>
      this.sockets.desk.to(agentRoom(workspaceId, agentId)).emit('draft.kept', draft),
    );
    this.passing.onDraftRead(
      (look) =>
        void this.glimpse(look).catch((error) =>
          this.log.warn('a look at a draft could not be told', { reason: (error as Error).message }),
        ),
    );
    this.sockets.desk.on('connection', (socket) => this.greet(socket));
  }

  private greet(socket: DeskSocket): void {
    const quietly = (work: Promise<unknown>) =>
      void work.catch((error) => this.log.warn('a draft could not be shown', { reason: (error as Error).message }));
    socket.on('draft.watch', (ticketId, agentId) => quietly(this.watch(socket, ticketId, agentId)));
    // Whoever comes back to what they write, after a lost connection, hears who looks on.
    socket.on('ticket.open', (ticketId) => quietly(this.tellOf(socket, ticketId)));
    socket.on('ticket.open', (ticketId) => {
      if (socket.data.watching?.ticketId !== ticketId) quietly(this.watch(socket, '', null));
    });
    socket.on('ticket.leave', () => quietly(this.watch(socket, '', null)));
    socket.on('disconnect', () => quietly(this.watch(socket, '', null)));
    socket.on('draft.words', (ticketId, words) => this.pass(socket, ticketId, words));
  }

  /** The writer is told who looks: nobody reads over a shoulder unseen. */
  private async watch(socket: DeskSocket, ticketId: string, agentId: string | null): Promise<void> {
    const { workspaceId, watching } = socket.data;
    if (watching) {
      socket.data.watching = null;
      await socket.leave(draftRoom(workspaceId, watching.ticketId, watching.agentId));
      await this.tellWriter(workspaceId, watching.ticketId, watching.agentId);
    }
    const named = [ticketId, agentId].every((id) => typeof id === 'string' && ID.test(id));
    if (!named || !agentId || socket.data.ticketId !== ticketId) return;
    socket.data.watching = { ticketId, agentId };
    await socket.join(draftRoom(workspaceId, ticketId, agentId));
    await this.tellWriter(workspaceId, ticketId, agentId);
  }

  private async tellOf(socket: DeskSocket, ticketId: string): Promise<void> {
    if (typeof ticketId !== 'string' || !ID.test(ticketId)) return;
    const { workspaceId, agentId } = socket.data;
    const watchers = await this.sockets.desk.in(draftRoom(workspaceId, ticketId, agentId)).fetchSockets();
    if (watchers.length > 0)
      socket.emit('draft.watched', ticketId, [...new Set(watchers.map((one) => one.data.agentId))]);
  }

  /** Read once, without a socket: the writer sees who, for as long as one reads. */
  private async glimpse({ workspaceId, ticketId, agentId, readerId }: DraftRead): Promise<void> {
    await this.tellWriter(workspaceId, ticketId, agentId, readerId);
    setTimeout(() => {
      void this.tellWriter(workspaceId, ticketId, agentId).catch(() => undefined);
    }, GLIMPSE_MS).unref();
  }

  private async tellWriter(workspaceId: string, ticketId: string, agentId: string, also?: string): Promise<void> {
    const watchers = await this.sockets.desk.in(draftRoom(workspaceId, ticketId, agentId)).fetchSockets();
    const agentIds = [...new Set([...watchers.map((one) => one.data.agentId), ...(also ? [also] : [])])];
    const inTicket = await this.sockets.desk.in(ticketRoom(workspaceId, ticketId)).fetchSockets();
    for (const writer of inTicket)
      if (writer.data.agentId === agentId) writer.emit('draft.watched', ticketId, agentIds);
  }

  private pass(socket: DeskSocket, ticketId: string, words: DraftWords): void {
    const { workspaceId, agentId } = socket.data;
    if (socket.data.ticketId !== ticketId || typeof words?.text !== 'string') return;
    const mode = words.mode === 'note' ? 'note' : 'reply';
    this.sockets.desk
      .to(draftRoom(workspaceId, ticketId, agentId))
      .emit('draft.words', ticketId, agentId, { mode, text: words.text.slice(0, LONGEST) });
  }
}
