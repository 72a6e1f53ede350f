// What the page of work answers: how long solved tickets waited and for whom, how often they changed hands, and how many came back.
import { Day, Instant, Nested, Num, Text, Whole } from '../platform/http/fields.js';
import { DurationFigure, Period, ShareFigure } from './reports.requests.js';

export class MeanFigure {
  @Text()
  figure: string;
  @Whole({ description: 'Episodes solved.' })
  n: number;
  @Num({ nullable: true })
  mean: number | null;
  @Num({ nullable: true })
  previousMean: number | null;
}

export class TouchesCount {
  @Text()
  figure: string;
  @Whole({ description: 'Public replies by people; the last bar has more as well.' })
  touches: number;
  @Whole()
  count: number;
}

/** Whoever came back several times is counted once. */
export class ReopenedOnce {
  @Whole()
  tickets: number;
  @Whole()
  people: number;
}

export class WorkReport {
  @Nested(() => Period)
  period: Period;
  @Nested(() => Period)
  previous: Period;
  @Text()
  timeZone: string;
  @Instant()
  madeAt: string;
  @Whole({ description: 'Episodes solved in the period: all of it is about these.' })
  solved: number;
  @Day({ description: 'What was solved before this day is judged; later it may still be reopened within seven days.' })
  judgedBefore: string;
  @Whole({ description: 'Episodes of the period that are not judged yet: in neither one-touch nor reopened.' })
  unjudged: number;
  @Nested(() => DurationFigure, {
    list: true,
    description:
      'requester-wait and agent-wait, from the opening of the ticket to its solving; always calendar seconds.',
  })
  waits: DurationFigure[];
  @Nested(() => ShareFigure, { description: 'Solved without a handoff.' })
  noHandoffs: ShareFigure;
  @Nested(() => MeanFigure)
  handoffs: MeanFigure;
  @Nested(() => MeanFigure)
  touches: MeanFigure;
  @Nested(() => TouchesCount, { list: true, description: 'From none on.' })
  distribution: TouchesCount[];
  @Nested(() => ShareFigure, { description: 'Exactly one public reply, and not reopened within seven days.' })
  oneTouch: ShareFigure;
  @Nested(() => ShareFigure, { description: 'Reopened within seven days.' })
  reopened: ShareFigure;
  @Nested(() => ReopenedOnce, { description: 'Of the same episodes.' })
  reopenedOnce: ReopenedOnce;
}
