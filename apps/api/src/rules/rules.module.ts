// What the desk does by itself when time passes or facts come in.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { CloseSolvedTickets } from './close-solved.js';
import { KeepTicketPromises } from './keep-promises.js';
import { NoteNewsOfPromises } from './note-news-of-promises.js';
import { ReviseOpenPromises } from './revise-promises.js';
import { WatchPromises } from './watch-promises.js';

@Module({
  imports: [DeskModule, TicketsModule],
  providers: [CloseSolvedTickets, KeepTicketPromises, NoteNewsOfPromises, ReviseOpenPromises, WatchPromises],
})
export class RulesModule {}
