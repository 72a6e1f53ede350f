// The one socket server: agents in `/desk`, visitors in `/widget`; alone, or many together through Redis.

import type { Server as HttpServer } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { DeskClientEvents, DeskServerEvents, WidgetClientEvents, WidgetServerEvents } from '@otklik/contract';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { type Namespace, Server, type Socket } from 'socket.io';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';

/** What is known of an agent's socket. */
export interface DeskPerson {
  workspaceId: string;
  agentId: string;
  cookie: string;
  ticketId: string | null;
  /** The ticket asked for last; in it (`ticketId`) they are a moment later. */
  wanted?: string | null;
  doing: 'viewing' | 'typing' | 'noting';
  /** Whose draft of which ticket is looked at here. */
  watching?: { ticketId: string; agentId: string } | null;
  /** Whether the page is in front of its person's eyes: a hidden tab is not. */
  eyes?: boolean;
  /** A screen on the wall: nobody sits before it. */
  wall?: boolean;
  /** The room of the customer of the open ticket, if they sit in a widget. */
  visitorRoom: string | null;
  /** The chat of the customer of the open ticket, if they are in a messenger. */
  chat: { connectionId: string; conversation: string } | null;
}
export interface WidgetPerson {
  workspaceId: string;
  visitorId: string;
  connectionId: string;
}
export type DeskNamespace = Namespace<DeskClientEvents, DeskServerEvents, Record<string, never>, DeskPerson>;
export type DeskSocket = Socket<DeskClientEvents, DeskServerEvents, Record<string, never>, DeskPerson>;
export type WidgetNamespace = Namespace<WidgetClientEvents, WidgetServerEvents, Record<string, never>, WidgetPerson>;

export const workspaceRoom = (workspaceId: string) => `w:${workspaceId}`;
/** Every browser of one agent. */
export const agentRoom = (workspaceId: string, agentId: string) => `a:${workspaceId}:${agentId}`;
export const ticketRoom = (workspaceId: string, ticketId: string) => `t:${workspaceId}:${ticketId}`;
export const visitorRoom = (workspaceId: string, visitorId: string) => `v:${workspaceId}:${visitorId}`;

@Injectable()
export class Sockets implements BeforeApplicationShutdown {
  readonly server: Server;
  private readonly redis: Redis[] = [];

  constructor(@Inject(ENV) env: Env) {
    this.server = new Server({
      serveClient: false,
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: 64 * 1024,
      allowRequest: (request, allow) =>
        allow(null, sameOrigin(request.headers.origin, request.headers.host, env.publicUrl)),
    });
    if (env.redisUrl) {
      const publish = new Redis(env.redisUrl, { maxRetriesPerRequest: null });
      const subscribe = publish.duplicate();
      for (const redis of [publish, subscribe]) redis.on('error', () => undefined);
      this.redis.push(publish, subscribe);
      this.server.adapter(createAdapter(publish, subscribe));
    }
  }

  get desk(): DeskNamespace {
    return this.server.of('/desk') as DeskNamespace;
  }

  get widget(): WidgetNamespace {
    return this.server.of('/widget') as WidgetNamespace;
  }

  /** News may have been lost here: every page comes back as after a lost line, and asks for what it shows. */
  askAnew(): void {
    for (const { sockets } of [this.desk, this.widget]) for (const { conn } of sockets.values()) conn.close();
  }

  attach(http: HttpServer): void {
    this.server.attach(http);
  }

  /** Ends the sockets of this process, and only of this one; their owners find another. */
  hangUp(): void {
    this.server.engine?.close();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.hangUp();
    for (const redis of this.redis) redis.disconnect();
  }
}

/** A browser says where its page comes from: only our own pages may hold a socket. Programs send no Origin. */
function sameOrigin(origin: string | undefined, host: string | undefined, publicUrl: string): boolean {
  if (!origin) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || new URL(origin).origin === new URL(publicUrl).origin;
}
