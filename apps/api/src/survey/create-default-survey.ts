// The first survey of a new workspace: CSAT from 1 to 5, with the rules of DEFINITIONS.md.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Sql } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { say } from '../platform/words/words.js';
import { insertSurvey, surveysOf } from './survey.store.js';
import { defaultSettings } from './survey-settings.js';

@Injectable()
export class CreateDefaultSurvey {
  constructor(private readonly clock: Clock) {}

  /** A workspace that has a survey keeps it. */
  async run(tx: Sql, workspaceId: string, locale: string): Promise<void> {
    if ((await surveysOf(tx, workspaceId)).length > 0) return;
    const name = say(locale, 'survey.default-name');
    const settings = defaultSettings('csat');
    const survey = { id: newId(), kind: 'csat' as const, name, enabled: true, conditions: { all: [] }, settings };
    await insertSurvey(tx, workspaceId, survey, this.clock.now());
  }
}
