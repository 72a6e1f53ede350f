// What the page of satisfaction asks and answers: one kind of survey, never mixed with another.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { Choice, Day, Flag, Instant, Nested, Num, Text, Whole } from '../platform/http/fields.js';
import {
  Comparison,
  Interval,
  NotAskedCount,
  OverviewQuery,
  Period,
  ScoreCount,
  ShareFigure,
} from './reports.requests.js';
import { BY_ROW, type ByRow } from './satisfaction.store.js';

const BANDS = ['good', 'fair', 'poor'] as const;

export class SatisfactionQuery extends OverviewQuery {
  @Choice(SURVEY_KINDS, { optional: true, description: 'Absent: CSAT, or the kind most sent.' })
  kind?: SurveyKind;
}

export class KindSent {
  @Choice(SURVEY_KINDS) kind: SurveyKind;
  @Whole({ description: 'In the period and the one before.' }) sent: number;
}

/** The score: a share of good answers (0 to 1), of an NPS points from −100 to 100. */
export class AnswerScore {
  @Text() figure: string;
  @Whole({ description: 'Answers.' }) n: number;
  @Flag({ description: 'False below n = 10: show it greyed, do not rank it.' }) enough: boolean;
  @Num({ nullable: true }) value: number | null;
  @Nested(() => Interval) interval: Interval;
}

export class TotalScore extends AnswerScore {
  @Whole() previousN: number;
  @Num({ nullable: true }) previousValue: number | null;
  @Nested(() => Comparison) change: Comparison;
}

/** The mean answer as points of 100: what may be held against the bands of the trade. */
export class HundredPoints extends AnswerScore {
  @Choice(BANDS, { nullable: true, description: 'Of the value; see whether the interval reaches into another.' })
  band: 'good' | 'fair' | 'poor' | null;
  @Num() goodFrom: number;
  @Num() poorBelow: number;
}

export class TrendPoint extends AnswerScore {
  @Day() from: string;
  @Day() to: string;
  @Whole() sent: number;
}

/** Surveys that have something in common: how many were answered, and how. */
export class SurveyGroup {
  @Text({ nullable: true, description: 'As `group` opens its rows; null: they have none.' }) group: string | null;
  @Text({ nullable: true, description: 'Its name, where it has one.' }) name: string | null;
  @Whole() sent: number;
  @Whole() answered: number;
  @Num({ nullable: true }) rate: number | null;
  @Nested(() => Interval) rateInterval: Interval;
  @Nested(() => Comparison, {
    description: 'Its response rate less that of all others; corrected for the number of groups.',
  })
  rateApart: Comparison;
  @Flag({ description: 'Ten answers or more.' }) enough: boolean;
  @Num({ nullable: true }) score: number | null;
  @Nested(() => Interval) interval: Interval;
  @Nested(() => Comparison, { description: 'Its score less that of all others; corrected for the number of groups.' })
  apart: Comparison;
}

export class SurveyGroups {
  @Choice(BY_ROW) by: ByRow;
  @Flag({ description: 'False: corrected for more groups than are told; the largest 100 are.' }) all: boolean;
  @Nested(() => SurveyGroup, { list: true, description: 'Most sent first.' }) items: SurveyGroup[];
}

/** What goes with a higher or lower score; it need not cause it. */
export class ScoreDriver {
  @Choice(BY_ROW) by: ByRow;
  @Text({ nullable: true }) group: string | null;
  @Text({ nullable: true }) name: string | null;
  @Whole() n: number;
  @Num() score: number;
  @Num({ description: 'Of all other answers.' }) others: number;
  @Nested(() => Comparison) apart: Comparison;
}

export class ReasonShare {
  @Whole({ description: 'Answers of this group that ticked it.' }) count: number;
  @Whole({ description: 'Answers of this group.' }) n: number;
  @Num({ nullable: true }) share: number | null;
  @Nested(() => Interval) interval: Interval;
}

export class ReasonLine {
  @Text({ description: 'Its words: GET /api/v1/surveys/words.' }) reason: string;
  @Whole() count: number;
  @Nested(() => ReasonShare) low: ReasonShare;
  @Nested(() => ReasonShare) middle: ReasonShare;
  @Nested(() => ReasonShare) good: ReasonShare;
}

/** One value among those who answered and among the silent. */
export class SilentLine {
  @Choice(BY_ROW) by: ByRow;
  @Text({ nullable: true }) group: string | null;
  @Text({ nullable: true }) name: string | null;
  @Whole() answered: number;
  @Whole() silent: number;
  @Num() answeredShare: number;
  @Num() silentShare: number;
  @Nested(() => Comparison, {
    description: 'Share among the silent less share among those who answered; corrected for the number of values.',
  })
  apart: Comparison;
}

export class SilentRange {
  @Num() low: number;
  @Num() high: number;
}

export class SilentPanel {
  @Whole() sent: number;
  @Whole() answered: number;
  @Nested(() => SilentLine, { list: true }) lines: SilentLine[];
  @Nested(() => AnswerScore, { description: 'Weighted by how often each kind of ticket occurs (post-stratified).' })
  everybody: AnswerScore;
  @Nested(() => Comparison, { description: 'Everybody less raw: higher or lower is the warning.' }) shift: Comparison;
  @Whole({ description: 'Kinds of tickets told apart, after thin ones were joined.' }) cells: number;
  @Nested(() => SilentRange, {
    nullable: true,
    description:
      'If the odds of a good answer of the silent differ from those of the others at most twofold. Shares only.',
  })
  twofold: SilentRange | null;
  @Nested(() => SilentRange, {
    nullable: true,
    description: 'Whatever made people silent: worst and best, with chance.',
  })
  bounds: SilentRange | null;
}

export class SatisfactionReport {
  @Choice(SURVEY_KINDS) kind: SurveyKind;
  @Nested(() => KindSent, { list: true }) kinds: KindSent[];
  @Choice(['share', 'points']) unit: 'share' | 'points';
  @Nested(() => Period) period: Period;
  @Nested(() => Period) previous: Period;
  @Text() timeZone: string;
  @Instant() madeAt: string;
  @Nested(() => TotalScore) score: TotalScore;
  @Nested(() => ShareFigure) responseRate: ShareFigure;
  @Nested(() => HundredPoints, { nullable: true, description: 'Of a CSAT.' }) hundred: HundredPoints | null;
  @Num({ nullable: true, description: 'The mean answer, where all were on one scale.' }) mean: number | null;
  @Nested(() => ScoreCount, { list: true }) distribution: ScoreCount[];
  @Choice(['day', 'week']) step: 'day' | 'week';
  @Nested(() => TrendPoint, { list: true }) trend: TrendPoint[];
  @Nested(() => SurveyGroups, { list: true }) groups: SurveyGroups[];
  @Nested(() => ScoreDriver, {
    list: true,
    description: 'Those that can be told from chance among so many, strongest first.',
  })
  drivers: ScoreDriver[];
  @Nested(() => ReasonLine, { list: true }) reasons: ReasonLine[];
  @Nested(() => SilentPanel) silent: SilentPanel;
  @Nested(() => NotAskedCount, { list: true, description: 'Solved without a survey of any kind, and why.' })
  notAsked: NotAskedCount[];
}
