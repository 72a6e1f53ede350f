// What can be asked of a ticket in one workspace: the desk's own fields.
import { Injectable } from '@nestjs/common';
import type { Fields } from '../platform/conditions/condition.js';
import { TICKET_FIELDS, type TicketSubject } from './ticket-fields.js';

@Injectable()
export class ReadTicketFields {
  /** By name, as conditions write it. */
  async run(_workspaceId: string): Promise<Fields<TicketSubject>> {
    return TICKET_FIELDS;
  }
}
