// What a lead changes about a survey: the rules for the next episodes; what was asked already stays as it was asked.

import { Injectable } from '@nestjs/common';
import { scaleOf } from '@otklik/survey';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { lockSurvey, type Survey, updateSurvey } from './survey.store.js';
import type { SurveySettings } from './survey-settings.js';

export type SurveyChange = Partial<Omit<SurveySettings, 'delaySeconds'>> & {
  name?: string;
  enabled?: boolean;
  delaySeconds?: Record<string, unknown>;
};

const MAX_DELAY = 14 * 86_400;

@Injectable()
export class ChangeSurvey {
  constructor(private readonly database: Database) {}

  /** @throws DomainError not-found, validation-failed with the fields that are not right. */
  async run(workspaceId: string, id: string, change: SurveyChange): Promise<Survey> {
    return this.database.transaction(async (tx) => {
      const survey = await lockSurvey(tx, workspaceId, id);
      if (!survey) throw new DomainError('not-found');
      const changed = changedSurvey(survey, change);
      await updateSurvey(tx, workspaceId, changed);
      return changed;
    });
  }
}

/** @throws DomainError validation-failed, naming every field that is not right. */
export function changedSurvey(survey: Survey, change: SurveyChange): Survey {
  const { name, enabled, delaySeconds, ...rest } = change;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const settings = { ...survey.settings, ...given } as SurveySettings;
  const wrong: string[] = [];
  if (!scaleOf(survey.kind, settings.scaleMax)) wrong.push('scaleMax');
  if (!(settings.samplingPercent >= 0 && settings.samplingPercent <= 100)) wrong.push('samplingPercent');
  if (delaySeconds !== undefined) {
    const delays = Object.entries(delaySeconds);
    const fine = delays.every(
      ([key, s]) => /^[\w-]{1,40}$/.test(key) && Number.isInteger(s) && +s! >= 0 && +s! <= MAX_DELAY,
    );
    if (fine && delays.length <= 200) settings.delaySeconds = delaySeconds as Record<string, number>;
    else wrong.push('delaySeconds');
  }
  if (wrong.length > 0) throw new DomainError('validation-failed', { fields: wrong });
  return { ...survey, name: name ?? survey.name, enabled: enabled ?? survey.enabled, settings };
}
