// Tells browsers: the queue, the open ticket and the widget, live.
import { Module } from '@nestjs/common';
import { InboundModule } from '../inbound/inbound.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { GreetAgents } from './greet-agents.js';
import { GreetVisitors } from './greet-visitors.js';
import { LiveController } from './live.controller.js';
import { ReadLive } from './read-live.js';
import { ShareDrafts } from './share-drafts.js';
import { Sockets } from './sockets.js';
import { TellBrowsers } from './tell-browsers.js';
import { TellPresence } from './tell-presence.js';

@Module({
  imports: [PeopleModule, TicketsModule, OutboundModule, InboundModule, ReportsModule],
  controllers: [LiveController],
  providers: [Sockets, ReadLive, GreetAgents, GreetVisitors, ShareDrafts, TellBrowsers, TellPresence],
  exports: [Sockets],
})
export class RealtimeModule {}
