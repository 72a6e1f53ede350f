// The room of foresight: what reports have learned is shown on tickets that are still open.
import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { FlagTickets } from './flag-tickets.js';

@Module({ imports: [ReportsModule, TicketsModule], providers: [FlagTickets] })
export class ForesightModule {}
