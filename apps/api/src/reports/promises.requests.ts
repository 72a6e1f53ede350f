// What the report of promises answers: how many were kept, by how much the others were missed, and what is broken now.
import { Choice, Day, Instant, Nested, Num, Text, Whole } from '../platform/http/fields.js';
import { PROMISES, type PromiseTarget } from './figures.js';
import { Interval, Period, ShareFigure } from './reports.requests.js';

export class PromiseLateness {
  @Text()
  figure: string;
  @Whole({ description: 'How many promises that ended were broken.' })
  n: number;
  @Num({ nullable: true, description: 'Calendar seconds from the promised instant to the end.' })
  median: number | null;
  @Num({ nullable: true })
  p90: number | null;
}

export class PromisesBroken {
  @Text()
  figure: string;
  @Whole({ description: 'Overdue while their wait goes on, whatever the period; agent and team are the present ones.' })
  value: number;
}

export class PromisesOf {
  @Choice(PROMISES, { nullable: true, description: 'What was promised; null: of all kinds.' })
  target: PromiseTarget | null;
  @Nested(() => ShareFigure, { description: 'Kept ÷ ended, by the day of the end.' })
  kept: ShareFigure;
  @Nested(() => PromiseLateness)
  late: PromiseLateness;
  @Nested(() => PromisesBroken)
  broken: PromisesBroken;
}

export class PromisesDay {
  @Day()
  day: string;
  @Whole({ description: 'Promises that ended.' })
  n: number;
  @Whole()
  kept: number;
  @Num({ nullable: true })
  share: number | null;
  @Nested(() => Interval)
  interval: Interval;
}

export class PromisesReport {
  @Nested(() => Period)
  period: Period;
  @Nested(() => Period)
  previous: Period;
  @Text()
  timeZone: string;
  @Instant()
  madeAt: string;
  @Nested(() => PromisesOf)
  all: PromisesOf;
  @Nested(() => PromisesOf, { list: true, description: 'In this order: first-response, next-response, resolution.' })
  targets: PromisesOf[];
  @Nested(() => PromisesDay, { list: true, description: 'Every day of the period, also empty ones.' })
  days: PromisesDay[];
}
