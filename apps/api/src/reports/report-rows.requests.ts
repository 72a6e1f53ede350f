// What is asked and answered when a figure is opened: the rows it was counted from, page by page.
import { Choice, Instant, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { DIMENSIONS, type Dimension, SEEN, type Seen } from './figures.js';
import { OverviewQuery } from './reports.requests.js';

export const ROW_SORTS = ['newest', 'largest'] as const;

export class RowsQuery extends OverviewQuery {
  @Text({
    min: 1,
    max: 60,
    description: 'The id of a figure of the overview, e.g. `first-response` or `csat.score.5.1`.',
  })
  figure: string;
  @Choice(ROW_SORTS, { optional: true, description: '`largest`: longest duration or best score first.' })
  sort?: 'newest' | 'largest';
  @Choice([...DIMENSIONS, ...SEEN], {
    optional: true,
    description: 'With `group`: only the rows of one group of a breakdown; the last five of surveys only.',
  })
  by?: Dimension | Seen;
  @Uuid({ optional: true, description: 'With `by` = `field`: which field.' })
  field?: string;
  @Text({ optional: true, max: 60, description: 'A `group` of the breakdown; absent or empty: rows that have none.' })
  group?: string;
  @Text({ optional: true, max: 400, description: '`next` of the page before.' })
  cursor?: string;
  @Whole({ optional: true, min: 1, max: 200 })
  limit?: number;
}

export class ReportRow {
  @Uuid()
  ticketId: string;
  @Whole({ description: 'The ticket’s number.' })
  number: number;
  @Whole({
    description:
      'Which episode (solving, surveys) or waiting segment (responses) of the ticket; 0 where there is but one.',
  })
  part: number;
  @Num({
    nullable: true,
    description:
      'Seconds for durations and waits, the score for answers, how many for touches and handoffs; null for things that are only counted.',
  })
  value: number | null;
  @Instant({ description: 'The instant by which it falls into its day.' })
  at: string;
  @Text()
  channel: string;
  @Uuid({ nullable: true })
  agentId: string | null;
  @Uuid({ nullable: true })
  teamId: string | null;
}

export class RowsPage {
  @Text()
  figure: string;
  @Choice(['seconds', 'score', 'count', 'none'])
  unit: 'seconds' | 'score' | 'count' | 'none';
  @Nested(() => ReportRow, { list: true })
  items: ReportRow[];
  @Text({ nullable: true })
  next: string | null;
}
