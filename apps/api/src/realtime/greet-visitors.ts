// Visitors' sockets: they listen to their own conversation, and say that they are typing.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReadVisitor } from '../inbound/read-visitor.js';
import { Database } from '../platform/database/database.js';
import { Log } from '../platform/log.js';
import { FindConversation } from '../tickets/find-conversation.js';
import { Sockets, ticketRoom, visitorRoom, type WidgetPerson } from './sockets.js';

@Injectable()
export class GreetVisitors implements OnModuleInit {
  constructor(
    private readonly sockets: Sockets,
    private readonly visitors: ReadVisitor,
    private readonly database: Database,
    private readonly conversations: FindConversation,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const widget = this.sockets.widget;
    widget.use((socket, next) => {
      const token = (socket.handshake.auth as { token?: unknown }).token;
      if (typeof token !== 'string') return next(new Error('sign-in-needed'));
      this.visitors.run(token).then(
        (visitor) => {
          if (!visitor) return next(new Error('sign-in-needed'));
          Object.assign(socket.data, {
            workspaceId: visitor.workspaceId,
            visitorId: visitor.visitorId,
            connectionId: visitor.connectionId,
          });
          next();
        },
        () => next(new Error('unavailable')),
      );
    });
    widget.on('connection', (socket) => {
      const person = socket.data as WidgetPerson;
      void socket.join(visitorRoom(person.workspaceId, person.visitorId));
      let last = 0;
      socket.on('typing', () => {
        if (Date.now() - last < 1000) return;
        last = Date.now();
        this.tellTyping(person).catch((error) =>
          this.log.warn('a socket event failed', { reason: (error as Error).message }),
        );
      });
    });
  }

  private async tellTyping(person: WidgetPerson): Promise<void> {
    const ticketId = await this.conversations.run(
      this.database,
      person.workspaceId,
      person.connectionId,
      person.visitorId,
    );
    if (ticketId) this.sockets.desk.to(ticketRoom(person.workspaceId, ticketId)).emit('customer.typing', ticketId);
  }
}
