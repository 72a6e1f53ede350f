// Path C: which of the workspace's surveys asks about a solved ticket: the first that is meant for it.
import { Injectable } from '@nestjs/common';
import type { NotAskedReason } from '@otklik/survey';
import { type Condition, leavesOf } from '../platform/conditions/condition.js';
import type { Tx } from '../platform/database/database.js';
import { type Survey, surveysOf } from './survey.store.js';
import { ReadSurveyFields } from './survey-fields.js';

export interface Chosen {
  survey: Survey | null;
  /** Why none asks; null where one does. */
  unfit: NotAskedReason | null;
}

@Injectable()
export class ChooseSurvey {
  constructor(private readonly fields: ReadSurveyFields) {}

  /** One connection, the caller's. A ticket that was merged away gets the first that asks: its decision says "merged". */
  async run(tx: Tx, workspaceId: string, ticketId: string, now: Date): Promise<Chosen> {
    const surveys = await surveysOf(tx, workspaceId);
    const asking = surveys.filter((one) => one.enabled && one.settings.automatic);
    if (asking.length === 0) return { survey: null, unfit: 'survey-disabled' };
    if (isForAll(asking[0]!.conditions)) return { survey: asking[0]!, unfit: null };
    const asked = asking.map((one) => one.conditions);
    const met = await this.fields.meeting(tx, workspaceId, ticketId, asked, now);
    const survey = met ? (asking.find((one) => met(one.conditions)) ?? null) : asking[0]!;
    return { survey, unfit: survey ? null : 'no-survey-fits' };
  }
}

/** Asks nothing at all. */
const isForAll = (condition: Condition): boolean => 'all' in condition && leavesOf(condition).length === 0;
