// Getting work to the right person.
import { Module } from '@nestjs/common';
import { PeopleModule } from '../../people/people.module.js';
import { TicketsModule } from '../../tickets/tickets.module.js';
import { ChangeRouting } from './change-routing.js';
import { GiveTickets } from './give-tickets.js';
import { NoteNewsOfRouting } from './note-news-of-routing.js';
import { ReadNow } from './read-now.js';
import { ReviseWaiting } from './revise-routing.js';
import { RouteToAgent } from './route-agent.js';
import { RouteTicket } from './route-ticket.js';
import { RoutingController } from './routing.controller.js';

@Module({
  imports: [PeopleModule, TicketsModule],
  controllers: [RoutingController],
  providers: [ChangeRouting, GiveTickets, NoteNewsOfRouting, ReadNow, ReviseWaiting, RouteTicket, RouteToAgent],
})
export class RoutingModule {}
