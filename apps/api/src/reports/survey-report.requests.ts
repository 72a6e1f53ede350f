// What each survey has come to, and why others were not asked.
import type { SurveyKind } from '@otklik/survey';
import { Choice, Day, Flag, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { Interval } from './reports.requests.js';

export class SurveyReportQuery {
  @Day({ optional: true }) from?: string;
  @Day({ optional: true }) to?: string;
}

export class SurveyFigure {
  @Uuid() surveyId!: string;
  @Choice(['csat', 'nps', 'ces']) kind!: SurveyKind;
  @Whole() scaleMax!: number;
  @Whole({ description: 'By the day of sending; also what is not answered yet.' }) sent!: number;
  @Whole() answered!: number;
  @Num({ nullable: true, description: '0 to 1, of the same cohort.' }) responseRate!: number | null;
  @Nested(() => Interval) responseInterval!: Interval;
  @Num({ nullable: true, description: 'CSAT and CES: the share of good answers, 0 to 1. NPS: −100 to 100.' })
  score!: number | null;
  @Nested(() => Interval, { description: '95 %, in the unit of the score.' }) interval!: Interval;
  @Num({ nullable: true }) mean!: number | null;
  @Nested(() => Interval) meanInterval!: Interval;
  @Flag({ description: 'At least ten answers: fewer are greyed and not ranked.' }) enough!: boolean;
}

export class NotAskedLine {
  @Text() reason!: string;
  @Whole() count!: number;
}

export class SurveyReport {
  @Day() from!: string;
  @Day() to!: string;
  @Nested(() => SurveyFigure, { list: true }) surveys!: SurveyFigure[];
  @Whole({ description: 'Solved episodes that nobody was asked about.' }) notAskedInAll!: number;
  @Nested(() => NotAskedLine, { list: true, description: 'By reason, commonest first.' }) notAsked!: NotAskedLine[];
}
