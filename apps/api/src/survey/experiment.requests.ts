// What an experiment with a survey is asked and answers: two arms, a rule fixed in advance, a plain verdict.
import { Choice, Flag, Instant, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { type ExperimentMeasure, MEASURES } from './experiment.store.js';

const VERDICTS = ['running', 'first-better', 'second-better', 'no-difference'] as const;

export class QuestionWords {
  @Text({ optional: true, max: 300 }) en?: string;
  @Text({ optional: true, max: 300 }) ru?: string;
  @Text({ optional: true, max: 300 }) bg?: string;
}

export class StartExperimentRequest {
  @Nested(() => QuestionWords, {
    optional: true,
    description: 'How B asks, by language; or `delaySeconds`; or `otherChannel`.',
  })
  question?: QuestionWords;
  @Whole({ optional: true, min: 0, max: 1_209_600, description: 'Seconds between solving and asking in B.' })
  delaySeconds?: number;
  @Flag({
    optional: true,
    description:
      'B asks by e-mail where A asks in the channel of the ticket (the other way round for a survey that asks by e-mail). Whoever has never written to us by e-mail is asked as always and in neither arm.',
  })
  otherChannel?: boolean;
  @Choice(MEASURES, {
    description: 'answered: who answers within three days of being asked; good: which answers are good.',
  })
  measure!: ExperimentMeasure;
  @Num({ description: 'The share expected as things are, 0.01 to 0.99.' }) base!: number;
  @Num({ description: 'The smallest difference that would matter, 0.01 to 0.5.' }) effect!: number;
}

export class StopExperimentRequest {
  @Choice(['a', 'b'], { description: 'b: the survey asks like B from now on.' }) keep!: 'a' | 'b';
}

export class ExperimentLook {
  @Whole({ description: 'Outcomes that each arm has then.' }) perArm!: number;
}

export class ArmView {
  @Whole({ description: 'Surveys sent.' }) sent!: number;
  @Whole({ description: 'Outcomes so far.' }) settled!: number;
  @Whole({ description: 'Outcomes read at the last look.' }) n!: number;
  @Whole({ description: 'Hits among them.' }) count!: number;
}

export class ExperimentView {
  @Uuid() id!: string;
  @Nested(() => QuestionWords, { nullable: true }) question!: QuestionWords | null;
  @Whole({ nullable: true }) delaySeconds!: number | null;
  @Flag({ nullable: true, description: 'Another channel is tried: whether B asks by e-mail.' }) byMail!: boolean | null;
  @Choice(MEASURES) measure!: ExperimentMeasure;
  @Num() base!: number;
  @Num() effect!: number;
  @Nested(() => ExperimentLook, { list: true, description: 'The looks, fixed at the start.' }) looks!: ExperimentLook[];
  @Instant() startedAt!: string;
  @Instant({ nullable: true }) endedAt!: string | null;
  @Choice(['a', 'b'], { nullable: true }) kept!: 'a' | 'b' | null;
  @Choice(VERDICTS) verdict!: (typeof VERDICTS)[number];
  @Whole({ description: 'Looks taken.' }) looked!: number;
  @Whole({ nullable: true, description: 'How many more outcomes both arms together need for the next look.' })
  more!: number | null;
  @Nested(() => ArmView) a!: ArmView;
  @Nested(() => ArmView) b!: ArmView;
  @Num({ nullable: true, description: 'A less B at the last look, with its 95 % interval.' }) difference!:
    | number
    | null;
  @Num({ nullable: true }) low!: number | null;
  @Num({ nullable: true }) high!: number | null;
}

export class ExperimentAnswer {
  @Flag({ description: 'One has been made with this survey.' }) any!: boolean;
  @Nested(() => ExperimentView, { nullable: true, description: 'The one that runs, else the last.' })
  experiment!: ExperimentView | null;
}
