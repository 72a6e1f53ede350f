// Which tickets a survey is meant for: what its conditions may ask, and the ticket as they see it.
import { Injectable } from '@nestjs/common';
import { type Condition, type Field, type Fields, leavesOf, OPS_OF } from '../platform/conditions/condition.js';
import { meets } from '../platform/conditions/meets.js';
import type { Sql } from '../platform/database/database.js';
import { ReadTicketFields } from '../tickets/read-ticket-fields.js';
import { ReadTicketSubject } from '../tickets/read-ticket-subject.js';
import type { TicketSubject } from '../tickets/ticket-fields.js';
import { OfferFields } from '../tickets/views/offer-fields.js';
import type { TicketFieldView } from '../tickets/views/views.requests.js';
import { wroteBefore } from './solved-episode.store.js';

export type SurveySubject = TicketSubject & { firstContact: boolean };

const FIRST_CONTACT = 'first-contact';
/** Asked of one ticket at a time, never of the database. */
const OWN_FIELDS: Fields<SurveySubject> = {
  [FIRST_CONTACT]: {
    type: 'flag',
    sql: 'NULL',
    of: ({ firstContact }: SurveySubject) => firstContact,
  } as Field<SurveySubject>,
};
/** Of a ticket that has just been solved these say nothing. */
const SILENT = new Set(['state', 'unread', 'waiting-since', 'snoozed-until', 'at-risk', 'sla-due', 'spam', 'solved']);
/** Whom a view shows depends on who looks; a survey looks for nobody. */
const OF_WHO_LOOKS = new Set(['me', 'mine']);

@Injectable()
export class ReadSurveyFields {
  constructor(
    private readonly tickets: ReadTicketFields,
    private readonly subjects: ReadTicketSubject,
    private readonly offers: OfferFields,
  ) {}

  async run(workspaceId: string, sql?: Pick<Sql, 'query'>): Promise<Fields<SurveySubject>> {
    return { ...(await this.tickets.run(workspaceId, sql)), ...OWN_FIELDS };
  }

  /** For the condition builder. */
  async offer(workspaceId: string): Promise<TicketFieldView[]> {
    const offered = (await this.offers.run(workspaceId))
      .filter(({ name }) => !SILENT.has(name))
      .map((field) => ({
        ...field,
        values: field.values?.filter(({ value }) => !OF_WHO_LOOKS.has(value)) ?? null,
      }));
    const own = Object.entries(OWN_FIELDS).map(([name, { type }]): TicketFieldView => {
      return { name, label: null, type, ops: [...OPS_OF[type]], numeric: false, values: null };
    });
    return [...offered, ...own];
  }

  /**
   * Says of a condition whether it is met by this ticket; null: the ticket was merged away. What asks about a field that is
   * gone is met by none.
   */
  async meeting(sql: Sql, workspaceId: string, ticketId: string, asked: Condition[], now: Date) {
    const fields = await this.run(workspaceId, sql);
    const ticket = (await this.subjects.run(sql, workspaceId, [ticketId])).get(ticketId);
    if (!ticket) return null;
    const asksFirst = asked.some((one) => leavesOf(one).some(({ field }) => field === FIRST_CONTACT));
    const firstContact = asksFirst && !(await wroteBefore(sql, workspaceId, ticketId, ticket.contactId));
    const subject: SurveySubject = { ...ticket, firstContact };
    return (condition: Condition): boolean =>
      leavesOf(condition).every((leaf) => Object.hasOwn(fields, leaf.field)) && meets(condition, fields, subject, now);
  }
}
