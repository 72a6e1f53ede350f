// What is told of a model of satisfaction: how well it tells, what moves it, and what it says of the silent; or how much is missing.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { Choice, Flag, Instant, Nested, Num, Text, Whole } from '../platform/http/fields.js';
import { Interval } from './reports.requests.js';

export class ModelQuery {
  @Choice(SURVEY_KINDS, { optional: true, description: 'Absent: CSAT.' }) kind?: SurveyKind;
}

export class ModelQuality {
  @Num({ nullable: true, description: 'The chance that a good answer is ranked above another; 0.5 is a coin.' })
  value: number | null;
  @Nested(() => Interval) interval: Interval;
}

/** Of n tickets judged about `expected`, `observed` were good. */
export class ReliabilityPoint {
  @Whole() n: number;
  @Num() expected: number;
  @Num() observed: number;
  @Nested(() => Interval) interval: Interval;
}

/** The odds of a good answer are multiplied by `oddsRatio`. */
export class ModelDriver {
  @Text() feature: string;
  @Text({ nullable: true }) level: string | null;
  @Text({ nullable: true }) levelName: string | null;
  @Text({ nullable: true, description: 'What `level` is compared with: the commonest.' }) against: string | null;
  @Text({ nullable: true }) againstName: string | null;
  @Choice(['level', 'doubling', 'yes']) per: 'level' | 'doubling' | 'yes';
  @Num() oddsRatio: number;
  @Nested(() => Interval) interval: Interval;
}

export class PredictedScore {
  @Num() value: number;
  @Nested(() => Interval) interval: Interval;
}

export class PredictedSilence {
  @Whole({ description: 'Asked in the 90 days before the training.' }) asked: number;
  @Whole() answered: number;
  @Num({ description: 'Of those who answered.' }) raw: number;
  @Nested(() => PredictedScore) everybody: PredictedScore;
  @Nested(() => PredictedScore, { nullable: true }) silent: PredictedScore | null;
}

export class SatisfactionModelReport {
  @Choice(SURVEY_KINDS) kind: SurveyKind;
  @Choice(['trained', 'too-few', 'one-sided'], {
    description: 'one-sided: nearly all good, or nearly none: there is nothing to tell apart.',
  })
  state: 'trained' | 'too-few' | 'one-sided';
  @Whole({ description: 'Answers it was trained on; of a model that is not there, those that count so far.' })
  n: number;
  @Whole({ description: 'How many are needed.' }) needed: number;
  @Whole({ description: '0: there is none yet.' }) version: number;
  @Instant({ nullable: true }) trainedAt: string | null;
  @Num({ nullable: true, description: 'Share of good answers it was trained on.' }) usual: number | null;
  @Nested(() => ModelQuality, { nullable: true }) auc: ModelQuality | null;
  @Num({ nullable: true, description: 'Mean squared error, 0 is best.' }) brier: number | null;
  @Nested(() => ReliabilityPoint, { list: true }) reliability: ReliabilityPoint[];
  @Nested(() => ModelDriver, { list: true, description: 'Those whose interval leaves out 1, strongest first.' })
  drivers: ModelDriver[];
  @Flag({ description: 'It tells better than chance: open tickets are flagged by it.' }) flags: boolean;
  @Num({ nullable: true, description: 'From this chance of a poor answer on a ticket is at risk.' }) riskFrom:
    | number
    | null;
  @Nested(() => PredictedSilence, { nullable: true }) silent: PredictedSilence | null;
}
