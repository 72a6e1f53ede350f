// Somebody wants the customer of this ticket asked how it went: noted on the ticket, for the room of surveys to decide.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { SurveyRequested } from './events.js';

@Injectable()
export class RequestSurvey {
  constructor(private readonly apply: ApplyRule) {}

  run(order: TicketOrder & { surveyId: string | null }, tx?: Tx): Promise<boolean> {
    const { actor, surveyId } = order;
    return this.apply.run(order, (_, at) => ({ patch: {}, facts: [SurveyRequested.of(at, { actor, surveyId })] }), tx);
  }
}
