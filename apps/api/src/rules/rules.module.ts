// What the desk does by itself when time passes or facts come in.
import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { CloseSolvedTickets } from './close-solved.js';

@Module({ imports: [TicketsModule], providers: [CloseSolvedTickets] })
export class RulesModule {}
