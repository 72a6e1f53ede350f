// What the rules are told of a ticket when they are asked: how it stands now, what was before, whether somebody is there.
import { Injectable } from '@nestjs/common';
import { nextOpening } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { Clock } from '../platform/clock.js';
import type { Fields } from '../platform/conditions/condition.js';
import { Database } from '../platform/database/database.js';
import { ReadStanding, type Standing } from '../tickets/read-standing.js';
import { ReadTicketSubject } from '../tickets/read-ticket-subject.js';
import type { Happening } from './happening.js';
import { ReadRuleFields } from './read-rule-fields.js';
import type { RuleSubject } from './rule-subject.js';
import type { TicketKey } from './rule-work.store.js';

export interface Asked {
  fields: Fields<RuleSubject>;
  subject: RuleSubject;
  standing: Standing;
  /** When somebody is there again, if nobody is. */
  opensAt: Date | null;
}

@Injectable()
export class ReadRuleSubject {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subjects: ReadTicketSubject,
    private readonly standings: ReadStanding,
    private readonly calendars: CalendarInForce,
    private readonly fields: ReadRuleFields,
  ) {}

  /** `happening` null: the time asks. Null: the ticket is gone. */
  async run({ workspaceId, ticketId }: TicketKey, happening: Happening | null): Promise<Asked | null> {
    const [subjects, standings] = [
      await this.subjects.run(this.database, workspaceId, [ticketId]),
      await this.standings.run(this.database, workspaceId, [ticketId]),
    ];
    const ticket = subjects.get(ticketId);
    const standing = standings.get(ticketId);
    if (!ticket || !standing) return null;
    const hours = await this.calendars.run(this.database, workspaceId, standing.teamId);
    const now = this.clock.now();
    const opening = hours && nextOpening(hours, now);
    const opensAt = opening && opening > now ? opening : null;
    const subject: RuleSubject = {
      ticket,
      before: happening?.before ?? {},
      by: happening?.by ?? null,
      text: standing.customerText,
      score: happening?.score ?? null,
      open: !hours || (opening !== null && opensAt === null),
    };
    return { fields: await this.fields.run(workspaceId), subject, standing, opensAt };
  }
}
