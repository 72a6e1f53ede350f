// What a report is asked and what it answers: the classes behind the OpenAPI document. Seconds are whole; shares are 0 to 1.
import { Choice, Day, Flag, Instant, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { CLOCKS, MEASURES, SPELLS } from './figures.js';

export class OverviewQuery {
  @Day({ optional: true, description: 'First day, in the workspace’s time zone. Absent: 29 days before `to`.' })
  from?: string;
  @Day({ optional: true, description: 'Last day, included. Absent: today.' })
  to?: string;
  @Text({ optional: true, max: 40 })
  channel?: string;
  @Uuid({ optional: true })
  teamId?: string;
  @Uuid({ optional: true, description: 'An agent may only ask for themselves.' })
  agentId?: string;
  @Uuid({ optional: true })
  connectionId?: string;
  @Text({ optional: true, max: 20, description: 'As the tickets are now.' })
  language?: string;
  @Whole({ optional: true, min: 1, max: 2_147_483_647, description: 'The id of a tag, as the tickets are now.' })
  tag?: number;
  @Whole({ optional: true, min: 0, max: 3, description: '0 is low, 3 is urgent; what it was at that moment.' })
  priority?: number;
  @Text({
    optional: true,
    max: 300,
    description:
      'The id of one of the workspace’s own fields of tickets, a colon and a value of it (a choice, or true or false), as the tickets are now.',
  })
  fieldValue?: string;
  @Choice(CLOCKS, {
    optional: true,
    description: 'Which seconds: around the clock, or opening hours only. Absent: calendar.',
  })
  clock?: 'calendar' | 'business';
}

export class Period {
  @Day()
  from: string;
  @Day()
  to: string;
}

/** A 95 % interval; a side is null where so few values do not bound it. */
export class Interval {
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
}

export const VERDICTS = ['higher', 'lower', 'no-difference', 'too-few'] as const;

/** Now against the period before of equal length. `no-difference`: none that can be told from chance. */
export class Comparison {
  @Choice(VERDICTS)
  verdict: 'higher' | 'lower' | 'no-difference' | 'too-few';
  @Num({ nullable: true, description: 'Now minus before.' })
  difference: number | null;
  @Num({ nullable: true, description: 'Lower end of the difference’s 95 % interval.' })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
}

export class CountFigure {
  @Text()
  figure: string;
  @Whole()
  value: number;
  @Whole({ description: 'The same in the period before.' })
  previous: number;
}

/** Who waits right now, whatever the period; agent and team are the ticket’s present ones. */
export class WaitingFigure {
  @Text()
  figure: string;
  @Whole()
  value: number;
  @Instant({ nullable: true, description: 'Since when the one who has waited longest waits.' })
  oldestSince: string | null;
  @Uuid({ nullable: true })
  oldestTicketId: string | null;
}

export class DurationFigure {
  @Choice([...MEASURES, ...SPELLS])
  figure: string;
  @Whole({ description: 'How many durations ended in the period.' })
  n: number;
  @Whole({ description: 'Of those, without a value on this clock (no calendar was in force). They are not in n.' })
  unmeasured: number;
  @Flag({ description: 'False below n = 10: show it greyed, do not rank it.' })
  enough: boolean;
  @Num({ nullable: true })
  median: number | null;
  @Nested(() => Interval)
  medianInterval: Interval;
  @Num({ nullable: true })
  p90: number | null;
  @Nested(() => Interval)
  p90Interval: Interval;
  @Num({ nullable: true })
  p99: number | null;
  @Num({ nullable: true })
  mean: number | null;
  @Whole()
  previousN: number;
  @Num({ nullable: true })
  previousMedian: number | null;
  @Num({ nullable: true })
  previousP90: number | null;
  @Nested(() => Comparison)
  medianChange: Comparison;
  @Nested(() => Comparison)
  p90Change: Comparison;
}

/** A share with its n and 95 % Wilson interval. */
export class ShareFigure {
  @Text()
  figure: string;
  @Whole()
  n: number;
  @Whole()
  count: number;
  @Flag({ description: 'False below n = 10: show it greyed, do not rank it.' })
  enough: boolean;
  @Num({ nullable: true, description: 'count ÷ n; null when n is 0.' })
  share: number | null;
  @Nested(() => Interval)
  interval: Interval;
  @Whole()
  previousN: number;
  @Num({ nullable: true })
  previousShare: number | null;
  @Nested(() => Comparison)
  change: Comparison;
}

export class ScoreCount {
  @Text()
  figure: string;
  @Whole()
  scaleMax: number;
  @Whole()
  score: number;
  @Flag()
  good: boolean;
  @Whole()
  count: number;
}

export class SatisfactionFigure {
  @Nested(() => ShareFigure, { description: 'Good ÷ all answers, by send date, the latest version of each answer.' })
  score: ShareFigure;
  @Nested(() => ShareFigure, { description: 'Answered ÷ sent of the same cohort.' })
  responseRate: ShareFigure;
  @Nested(() => ScoreCount, { list: true, description: 'Every point of each scale in use, best last.' })
  distribution: ScoreCount[];
}

export class NotAskedCount {
  @Text()
  figure: string;
  @Text({ description: 'A reason of the rules of asking.' })
  reason: string;
  @Whole()
  count: number;
  @Whole()
  previous: number;
}

export class DayDuration {
  @Whole()
  n: number;
  @Num({ nullable: true })
  median: number | null;
  @Num({ nullable: true })
  p90: number | null;
}

export class DayLine {
  @Day()
  day: string;
  @Whole()
  opened: number;
  @Whole()
  solved: number;
  @Nested(() => DayDuration)
  firstResponse: DayDuration;
  @Nested(() => DayDuration)
  nextResponse: DayDuration;
  @Nested(() => DayDuration)
  firstResolution: DayDuration;
  @Nested(() => DayDuration)
  fullResolution: DayDuration;
  @Whole({ description: 'Surveys sent on this day.' })
  sent: number;
  @Whole({ description: 'Of those, answered, whenever.' })
  answered: number;
  @Whole()
  good: number;
  @Num({ nullable: true })
  csat: number | null;
  @Nested(() => Interval)
  csatInterval: Interval;
}

/** One thing to say in the sentence on top. */
export class Change {
  @Text({ description: 'A figure’s id.' })
  figure: string;
  @Choice(['median', 'p90', 'share', 'count'])
  of: 'median' | 'p90' | 'share' | 'count';
  @Num({ nullable: true })
  before: number | null;
  @Num({ nullable: true })
  now: number | null;
  @Choice(VERDICTS)
  verdict: 'higher' | 'lower' | 'no-difference' | 'too-few';
  @Choice(['better', 'worse', 'neutral'])
  meaning: 'better' | 'worse' | 'neutral';
}

export class OverviewReport {
  @Nested(() => Period)
  period: Period;
  @Nested(() => Period)
  previous: Period;
  @Text()
  timeZone: string;
  @Choice(CLOCKS)
  clock: 'calendar' | 'business';
  @Instant()
  madeAt: string;
  @Nested(() => CountFigure, {
    description: 'By the day of the first message; agent and team are the ticket’s present ones.',
  })
  opened: CountFigure;
  @Nested(() => CountFigure, { description: 'Episodes solved; agent and team are the solver’s.' })
  solved: CountFigure;
  @Nested(() => CountFigure, { description: 'Waits ended by solving without a reply.' })
  unanswered: CountFigure;
  @Nested(() => WaitingFigure)
  waiting: WaitingFigure;
  @Nested(() => DurationFigure, {
    list: true,
    description: 'In this order: first-response, next-response, first-resolution, full-resolution.',
  })
  durations: DurationFigure[];
  @Nested(() => SatisfactionFigure)
  csat: SatisfactionFigure;
  @Nested(() => NotAskedCount, {
    list: true,
    description: 'Episodes without a survey, by the day they were solved; commonest first.',
  })
  notAsked: NotAskedCount[];
  @Nested(() => DayLine, { list: true, description: 'Every day of the period, also empty ones.' })
  days: DayLine[];
  @Nested(() => Change, { list: true, description: 'What the sentence on top says, most telling first.' })
  changes: Change[];
}
