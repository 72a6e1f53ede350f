// Cases as the desk shows them, and what people do about them.
import type { SurveyKind } from '@otklik/survey';
import { Choice, Flag, Instant, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { OUTCOMES, type Outcome } from './case-rules.js';
import { CASE_VIEWS, type CaseListName } from './read-cases.js';

const ALL_OUTCOMES = [...OUTCOMES, 'improved'];

export class CaseStepView {
  @Text() text!: string;
  @Flag() done!: boolean;
}

export class CaseTicket {
  @Uuid() id!: string;
  @Whole({ nullable: true }) number!: number | null;
  @Text({ nullable: true }) subject!: string | null;
  @Text() channel!: string;
}

export class CaseContact {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text() address!: string;
}

export class CaseSurvey {
  @Uuid() id!: string;
  @Text() name!: string;
  @Choice(['csat', 'nps', 'ces']) kind!: SurveyKind;
}

export class CaseLink {
  @Uuid() id!: string;
  @Text() name!: string;
}

export class CaseView {
  @Uuid() id!: string;
  @Choice(['open', 'closed']) state!: 'open' | 'closed';
  @Nested(() => CaseTicket) ticket!: CaseTicket;
  @Nested(() => CaseContact) contact!: CaseContact;
  @Nested(() => CaseSurvey) survey!: CaseSurvey;
  @Nested(() => CaseLink, { nullable: true, description: 'By which link it was answered; null: they were asked.' })
  link!: CaseLink | null;
  @Whole({ description: 'The answer as it stands now.' }) score!: number;
  @Whole() scaleMax!: number;
  @Flag({ description: 'Whether the answer as it stands now would open a case.' }) bad!: boolean;
  @Text({ nullable: true }) comment!: string | null;
  @Instant() answeredAt!: string;
  @Uuid({ nullable: true }) ownerId!: string | null;
  @Uuid({ nullable: true }) teamId!: string | null;
  @Instant() openedAt!: string;
  @Instant() dueAt!: string;
  @Instant({ nullable: true, description: 'When a person first did something about it.' }) takenUpAt!: string | null;
  @Text() playbook!: string;
  @Nested(() => CaseStepView, { list: true }) steps!: CaseStepView[];
  @Text({ description: 'For colleagues.' }) note!: string;
  @Text({ description: 'For the customer: shown on the page of their answer.' }) told!: string;
  @Instant({ nullable: true }) toldAt!: string | null;
  @Choice(ALL_OUTCOMES, {
    nullable: true,
    description: '`improved`: the customer gave a better answer before anybody had done anything.',
  })
  outcome!: Outcome | null;
  @Instant({ nullable: true }) closedAt!: string | null;
  @Uuid({ nullable: true }) closedBy!: string | null;
  @Choice(['wanted', 'asked', 'not-asked'], { nullable: true, description: 'The second question.' })
  again!: 'wanted' | 'asked' | 'not-asked' | null;
  @Text({ nullable: true, description: 'Why it was not asked.' }) againReason!: string | null;
  @Whole({ nullable: true }) againScore!: number | null;
  @Flag({ nullable: true }) againGood!: boolean | null;
}

export class CasesPage {
  @Nested(() => CaseView, { list: true }) items!: CaseView[];
  @Text({ nullable: true }) next!: string | null;
}

export class CasesQuery {
  @Choice(CASE_VIEWS, { optional: true, description: '`due`: those whose time has come.' }) view?: CaseListName;
  @Text({ optional: true, max: 300 }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class CaseCounts {
  @Whole({ description: 'Up to a thousand.' }) open!: number;
  @Whole() due!: number;
  @Whole() mine!: number;
}

export class ChangeCaseRequest {
  @Uuid({ optional: true, nullable: true }) ownerId?: string | null;
  @Instant({ optional: true }) dueAt?: string;
  @Flag({ optional: true, list: true, maxItems: 20, description: 'The steps by their places: true where done.' })
  done?: boolean[];
  @Text({ optional: true, max: 4000 }) note?: string;
  @Text({ optional: true, max: 1000 }) told?: string;
}

export class CloseCaseRequest {
  @Choice(OUTCOMES) outcome!: (typeof OUTCOMES)[number];
  @Text({ optional: true, max: 4000 }) note?: string;
  @Text({ optional: true, max: 1000 }) told?: string;
  @Flag({ description: 'Ask the customer once more, by the rules of asking.' }) askAgain!: boolean;
}
