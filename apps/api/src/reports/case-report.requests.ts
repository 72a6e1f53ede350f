// What became of bad answers, as a lead asks for it.
import { Choice, Day, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { CountFigure, ShareFigure } from './reports.requests.js';

export class CaseReportQuery {
  @Day({ optional: true }) from?: string;
  @Day({ optional: true }) to?: string;
  @Text({ optional: true, max: 40 }) channel?: string | null;
  @Uuid({ optional: true }) teamId?: string | null;
  @Uuid({ optional: true }) agentId?: string | null;
}

export class OutcomeCount {
  @Choice(['recovered', 'not-recovered', 'not-reachable', 'our-mistake', 'improved']) outcome!: string;
  @Whole() n!: number;
}

export class CaseReport {
  @Day() from!: string;
  @Day() to!: string;
  @Nested(() => CountFigure) opened!: CountFigure;
  @Nested(() => ShareFigure, { description: 'Of those that people closed in these days.' }) recovered!: ShareFigure;
  @Nested(() => OutcomeCount, { list: true, description: 'How those closed in these days ended.' })
  outcomes!: OutcomeCount[];
}
