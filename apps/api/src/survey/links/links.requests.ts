// Links to a survey as the settings see and change them, what was answered there, and what it has come to.
import type { SurveyKind } from '@otklik/survey';
import { Choice, Day, Flag, Instant, Nested, Num, Text, Uuid, Whole } from '../../platform/http/fields.js';

const WHO = ['anybody', 'named'];

export class LinkInterval {
  @Num({ nullable: true }) low!: number | null;
  @Num({ nullable: true }) high!: number | null;
}

export class SurveyLinkView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Choice(WHO, { description: '`named`: each person gets an address of their own.' }) who!: 'anybody' | 'named';
  @Flag() enabled!: boolean;
  @Text({ description: 'For `named` the beginning of every address: alone it opens nothing.' }) url!: string;
  @Whole({ description: 'Visitors who have answered; a changed answer counts once.' }) answered!: number;
  @Num({ nullable: true, description: 'CSAT and CES: the share of good answers, 0 to 1. NPS: −100 to 100.' })
  score!: number | null;
  @Nested(() => LinkInterval, { description: '95 %, in the unit of the score.' }) interval!: LinkInterval;
  @Flag({ description: 'At least ten answers.' }) enough!: boolean;
}

export class LinkFiguresQuery {
  @Day({ optional: true }) from?: string;
  @Day({ optional: true }) to?: string;
}

export class LinkFigure {
  @Uuid() linkId!: string;
  @Text() link!: string;
  @Uuid() surveyId!: string;
  @Choice(['csat', 'nps', 'ces']) kind!: SurveyKind;
  @Whole() scaleMax!: number;
  @Whole({ description: 'By the day the answer was given or last changed; the latest version counts, once a visitor.' })
  answered!: number;
  @Num({ nullable: true, description: 'CSAT and CES: the share of good answers, 0 to 1. NPS: −100 to 100.' })
  score!: number | null;
  @Nested(() => LinkInterval, { description: '95 %, in the unit of the score.' }) interval!: LinkInterval;
  @Num({ nullable: true }) mean!: number | null;
  @Nested(() => LinkInterval) meanInterval!: LinkInterval;
  @Flag({ description: 'At least ten answers: fewer are greyed and not ranked.' }) enough!: boolean;
}

export class LinkFigures {
  @Day() from!: string;
  @Day() to!: string;
  @Nested(() => LinkFigure, {
    list: true,
    description: 'In no other figure: who answers by a link was not asked by us, and nobody knows how many were.',
  })
  links!: LinkFigure[];
}

export class CreateLinkRequest {
  @Text({ min: 1, max: 100 }) name!: string;
  @Choice(WHO) who!: 'anybody' | 'named';
}

export class ChangeLinkRequest {
  @Text({ optional: true, min: 1, max: 100 }) name?: string;
  @Flag({ optional: true }) enabled?: boolean;
}

export class LinkForRequest {
  @Uuid() contactId!: string;
}

export class LinkFor {
  @Text({ description: 'Whoever has this address answers as this person.' }) url!: string;
}

export class LinkAnswerView {
  @Uuid() id!: string;
  @Whole() score!: number;
  @Text({ list: true }) reasons!: string[];
  @Text({ nullable: true }) comment!: string | null;
  @Uuid({ nullable: true }) contactId!: string | null;
  @Text({ nullable: true }) contactName!: string | null;
  @Instant() at!: string;
}

export class LinkAnswersPage {
  @Nested(() => LinkAnswerView, { list: true }) items!: LinkAnswerView[];
  @Uuid({ nullable: true }) next!: string | null;
}

export class LinkAnswersQuery {
  @Uuid({ optional: true, description: 'After this one, going back in time.' }) before?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}
