// Agents' sockets: who they are, which ticket they are in, and what they do there, told to everyone it concerns.
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { ShowTyping } from '../outbound/show-typing.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadSession } from '../people/read-session.js';
import { Database } from '../platform/database/database.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Log } from '../platform/log.js';
import { MarkSeen, type SeenTicket } from '../tickets/mark-seen.js';
import {
  agentRoom,
  type DeskPerson,
  type DeskSocket,
  Sockets,
  ticketRoom,
  visitorRoom,
  workspaceRoom,
} from './sockets.js';

const RECHECK_MS = 60_000;
const DOING = new Set(['viewing', 'typing', 'noting']);

@Injectable()
export class GreetAgents implements OnModuleInit, BeforeApplicationShutdown {
  private recheck: NodeJS.Timeout | null = null;

  constructor(
    private readonly sockets: Sockets,
    private readonly sessions: ReadSession,
    private readonly agents: AgentNames,
    private readonly database: Database,
    private readonly seen: MarkSeen,
    private readonly typing: ShowTyping,
    private readonly passing: PassingNews,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const desk = this.sockets.desk;
    desk.use((socket, next) => {
      this.sessions.run(socket.handshake.headers.cookie).then(
        (session) => {
          if (!session) return next(new Error('sign-in-needed'));
          const { workspaceId, agentId } = session.caller;
          Object.assign(socket.data, {
            workspaceId,
            agentId,
            cookie: socket.handshake.headers.cookie ?? '',
            ticketId: null,
            doing: 'viewing',
            visitorRoom: null,
            chat: null,
            wall: (socket.handshake.auth as { wall?: unknown }).wall === true,
          });
          next();
        },
        () => next(new Error('unavailable')),
      );
    });
    desk.on('connection', (socket) => this.greet(socket));
    this.recheck = setInterval(() => void this.dismissSignedOut(), RECHECK_MS);
    this.recheck.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.recheck) clearInterval(this.recheck);
  }

  private greet(socket: DeskSocket): void {
    void socket.join([workspaceRoom(socket.data.workspaceId), agentRoom(socket.data.workspaceId, socket.data.agentId)]);
    const quietly = (work: Promise<unknown>) =>
      void work.catch((error) => this.log.warn('a socket event failed', { reason: (error as Error).message }));
    quietly(this.tellPresence(socket.data.workspaceId, socket));
    socket.on('ticket.open', (ticketId, done) =>
      quietly(this.open(socket, ticketId).then((ok) => typeof done === 'function' && done(ok))),
    );
    socket.on('ticket.leave', () => quietly(this.leave(socket)));
    socket.on('ticket.doing', (ticketId, doing) => {
      if (socket.data.ticketId !== ticketId || !DOING.has(doing)) return;
      const changed = socket.data.doing !== doing;
      socket.data.doing = doing;
      if (changed) quietly(this.tellPeople(socket.data.workspaceId, ticketId));
      if (doing === 'typing') quietly(this.tellCustomer(socket));
    });
    socket.on('desk.eyes', (open) => {
      socket.data.eyes = open !== false;
      if (socket.data.eyes && socket.data.ticketId) this.tellLook(socket);
    });
    socket.on('disconnect', () => {
      const { workspaceId, ticketId } = socket.data;
      if (ticketId) quietly(this.tellPeople(workspaceId, ticketId).then(() => this.tellPresence(workspaceId)));
    });
  }

  /** The ticket asked for last is the one they are in, whichever question is answered first. */
  private async open(socket: DeskSocket, ticketId: string): Promise<boolean> {
    const { workspaceId } = socket.data;
    if (typeof ticketId !== 'string' || !/^[0-9a-f-]{36}$/.test(ticketId)) return false;
    socket.data.wanted = ticketId;
    // Looked at again: whoever is in it stays in it, or what is told meanwhile would be missed.
    if (socket.data.ticketId !== ticketId) await this.goOut(socket);
    const seen = await this.seen.run(workspaceId, ticketId);
    if (socket.data.wanted !== ticketId) return false;
    if (!seen) {
      await this.leave(socket);
      return false;
    }
    const entered = socket.data.ticketId !== ticketId;
    if (entered) this.goIn(socket, ticketId, seen);
    if (socket.data.eyes !== false) this.tellLook(socket);
    if (entered) {
      await this.tellPeople(workspaceId, ticketId);
      await this.tellPresence(workspaceId);
    }
    if (socket.data.visitorRoom)
      this.sockets.widget.to(socket.data.visitorRoom).emit('agent.read', ticketId, seen.readSeq);
    return true;
  }

  private goIn(socket: DeskSocket, ticketId: string, { channel, connectionId, conversation }: SeenTicket): void {
    const { workspaceId } = socket.data;
    socket.data.ticketId = ticketId;
    socket.data.doing = 'viewing';
    socket.data.visitorRoom = channel === 'chat' && conversation ? visitorRoom(workspaceId, conversation) : null;
    socket.data.chat = channel !== 'chat' && conversation ? { connectionId, conversation } : null;
    void socket.join(ticketRoom(workspaceId, ticketId));
  }

  private async leave(socket: DeskSocket): Promise<void> {
    socket.data.wanted = null;
    await this.goOut(socket);
  }

  private async goOut(socket: DeskSocket): Promise<void> {
    const { workspaceId, ticketId } = socket.data;
    if (!ticketId) return;
    socket.data.ticketId = null;
    socket.data.visitorRoom = null;
    socket.data.chat = null;
    void socket.leave(ticketRoom(workspaceId, ticketId));
    await this.tellPeople(workspaceId, ticketId);
    await this.tellPresence(workspaceId);
  }

  /** Whoever keeps news for this person hears that they have seen this ticket. */
  private tellLook({ data: { workspaceId, ticketId, agentId } }: DeskSocket): void {
    if (ticketId) this.passing.tellLook({ workspaceId, ticketId, agentId });
  }

  private async tellPeople(workspaceId: string, ticketId: string): Promise<void> {
    const room = ticketRoom(workspaceId, ticketId);
    const sockets = await this.sockets.desk.in(room).fetchSockets();
    const people = new Map<string, DeskPerson['doing']>();
    for (const { data } of sockets)
      if (data.doing !== 'viewing' || !people.has(data.agentId)) people.set(data.agentId, data.doing);
    this.sockets.desk.to(room).emit(
      'ticket.people',
      ticketId,
      [...people].map(([agentId, doing]) => ({ agentId, doing })),
    );
  }

  /** Who is in which ticket: to the whole workspace, or to one socket that has just come. */
  private async tellPresence(workspaceId: string, only?: DeskSocket): Promise<void> {
    const sockets = await this.sockets.desk.in(workspaceRoom(workspaceId)).fetchSockets();
    const tickets: Record<string, string[]> = {};
    for (const { data } of sockets) {
      if (data.ticketId) tickets[data.ticketId] = [...new Set([...(tickets[data.ticketId] ?? []), data.agentId])];
    }
    if (only) only.emit('presence.changed', tickets);
    else this.sockets.desk.to(workspaceRoom(workspaceId)).emit('presence.changed', tickets);
  }

  private async tellCustomer(socket: DeskSocket): Promise<void> {
    const { workspaceId, chat } = socket.data;
    if (chat) return this.typing.run(workspaceId, chat.connectionId, chat.conversation);
    if (!socket.data.visitorRoom) return;
    const agent = (await this.agents.run(this.database, socket.data.workspaceId)).get(socket.data.agentId);
    this.sockets.widget.to(socket.data.visitorRoom).emit('agent.typing', firstName(agent?.name ?? ''));
  }

  /** A session that ended (signed out elsewhere, disabled) must not go on listening. */
  private async dismissSignedOut(): Promise<void> {
    for (const socket of this.sockets.desk.sockets.values()) {
      const session = await this.sessions.run(socket.data.cookie).catch(() => undefined);
      if (session === null) socket.disconnect(true);
    }
  }
}

/** Customers know agents by their first name. */
export const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? '';
