// Open screens are signs of life of their agents; whoever comes or goes, every colleague's screen hears of it.
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { AgentPresence } from '@otklik/contract';
import { HearAgent } from '../people/presence/hear-agent.js';
import { ReadPresence } from '../people/presence/read-presence.js';
import { PassingNews, type PresenceNews } from '../platform/events/passing-news.js';
import { Log } from '../platform/log.js';
import { type DeskSocket, Sockets, workspaceRoom } from './sockets.js';

/** Each open screen is heard this often; the row is written once a minute at most. */
const HEAR_MS = 15_000;
/** Many who come at once (the desk was started anew) are told together. */
const GATHER_MS = 50;

@Injectable()
export class TellPresence implements OnModuleInit, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private readonly gathered = new Map<string, Set<string>>();

  constructor(
    private readonly sockets: Sockets,
    private readonly hear: HearAgent,
    private readonly read: ReadPresence,
    private readonly passing: PassingNews,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.sockets.desk.on('connection', (socket) => this.quietly(this.greet(socket)));
    this.passing.onPresence((news) => this.gather(news));
    this.timer = setInterval(() => this.quietly(this.hearAll()), HEAR_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
  }

  private async greet(socket: DeskSocket): Promise<void> {
    const { workspaceId, agentId } = socket.data;
    if (!socket.data.wall) await this.hear.run({ workspaceId, agentId });
    socket.emit('agents.presence', await this.read.run(workspaceId));
  }

  /** Everybody with a screen on this process, once. */
  private async hearAll(): Promise<void> {
    const here = new Map<string, { workspaceId: string; agentId: string }>();
    for (const { data } of this.sockets.desk.sockets.values())
      if (!data.wall) here.set(data.agentId, { workspaceId: data.workspaceId, agentId: data.agentId });
    for (const key of here.values()) {
      if (this.stopped) return;
      await this.hear.run(key);
    }
  }

  private gather({ workspaceId, agentId }: PresenceNews): void {
    const waiting = this.gathered.get(workspaceId);
    if (waiting) {
      waiting.add(agentId);
      return;
    }
    this.gathered.set(workspaceId, new Set([agentId]));
    setTimeout(() => {
      const agentIds = [...(this.gathered.get(workspaceId) ?? [])];
      this.gathered.delete(workspaceId);
      if (!this.stopped) this.quietly(this.tell(workspaceId, agentIds));
    }, GATHER_MS);
  }

  private async tell(workspaceId: string, agentIds: string[]): Promise<void> {
    const people: AgentPresence[] = await this.read.run(workspaceId, agentIds);
    this.sockets.desk.to(workspaceRoom(workspaceId)).emit('agents.presence', people);
  }

  private quietly(work: Promise<unknown>): void {
    work.catch((error) => {
      if (!this.stopped) this.log.warn('presence was not told; it will be', { reason: (error as Error).message });
    });
  }
}
