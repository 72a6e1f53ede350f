// What surveys and their reasons are called, for whoever tells of answers: also of surveys that were taken away since.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Locale } from '../platform/words/words.js';
import { everySurvey } from './survey.store.js';
import { wordsIn } from './survey-settings.js';

export interface SurveyNames {
  surveys: { id: string; name: string }[];
  /** In the reader's language; of a reason that several surveys have, the words of the first in order. */
  reasons: { id: string; name: string }[];
}

@Injectable()
export class ReadSurveyNames {
  constructor(private readonly database: Database) {}

  async run(workspaceId: string, locale: Locale): Promise<SurveyNames> {
    const surveys = await everySurvey(this.database, workspaceId);
    const reasons = new Map<string, string>();
    for (const { settings } of surveys)
      for (const { id, words } of settings.reasons) if (!reasons.has(id)) reasons.set(id, wordsIn(words, locale));
    return {
      surveys: surveys.map(({ id, name }) => ({ id, name })),
      reasons: [...reasons].map(([id, name]) => ({ id, name })),
    };
  }
}
