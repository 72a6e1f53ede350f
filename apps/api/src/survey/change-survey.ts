// What a lead changes about surveys: the rules for the next episodes; what was asked already stays as it was asked.
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { areQuietHours, isPoint, looksOf, SURVEY_KINDS, type SurveyKind, scaleOf } from '@otklik/survey';
import { isUUID } from 'class-validator';
import { isChannel } from '../outbound/channel-manners.js';
import { Clock } from '../platform/clock.js';
import { type Condition, checkCondition, type FieldRules } from '../platform/conditions/condition.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { isTried } from './experiment.store.js';
import {
  dropSurvey,
  insertSurvey,
  lockSurveys,
  placeSurveys,
  type Survey,
  surveysOf,
  updateSurvey,
} from './survey.store.js';
import { ReadSurveyFields } from './survey-fields.js';
import { defaultSettings, type SurveySettings } from './survey-settings.js';
import { isWebAddress } from './web-address.js';

export type SurveyChange = Partial<Omit<SurveySettings, 'delaySeconds'>> & {
  name?: string;
  enabled?: boolean;
  conditions?: Condition;
  delaySeconds?: Record<string, unknown>;
};

const MAX_DELAY = 14 * 86_400;
const MOST_SURVEYS = 50;
/** With the first one, three. */
const MOST_MORE = 2;
const MOST_REASONS = 12;
const MOST_REVIEWS = 3;

@Injectable()
export class ChangeSurvey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly fields: ReadSurveyFields,
  ) {}

  /** @throws DomainError not-found, survey-tried, validation-failed with the fields that are not right. */
  async run(workspaceId: string, id: string, change: SurveyChange): Promise<Survey> {
    return this.alone(workspaceId, async (tx, surveys) => {
      const survey = surveys.find((one) => one.id === id);
      if (!survey) throw new DomainError('not-found');
      const changed = changedSurvey(survey, change, await this.fields.run(workspaceId, tx));
      if (spoils(survey, changed) && (await isTried(tx, workspaceId, id))) throw new DomainError('survey-tried');
      await updateSurvey(tx, workspaceId, changed);
      return changed;
    });
  }

  /** A new one, last in the order. @throws DomainError validation-failed */
  async create(workspaceId: string, kind: SurveyKind, change: SurveyChange & { name: string }): Promise<Survey> {
    return this.alone(workspaceId, async (tx, surveys) => {
      if (surveys.length >= MOST_SURVEYS) throw new DomainError('validation-failed', { fields: ['kind'] });
      const { name } = change;
      const empty: Survey = {
        id: newId(),
        kind,
        name,
        enabled: true,
        conditions: { all: [] },
        settings: defaultSettings(kind),
      };
      const survey = changedSurvey(empty, change, await this.fields.run(workspaceId, tx));
      await insertSurvey(tx, workspaceId, survey, this.clock.now());
      return survey;
    });
  }

  /** All ids, first to last. @throws DomainError conflict: the list is not the one that stands. */
  async place(workspaceId: string, ids: string[]): Promise<Survey[]> {
    return this.alone(workspaceId, async (tx, surveys) => {
      const known = new Set(surveys.map((one) => one.id));
      if (ids.length !== known.size || !ids.every((id) => known.delete(id))) throw new DomainError('conflict');
      await placeSurveys(tx, workspaceId, ids);
      return surveysOf(tx, workspaceId);
    });
  }

  /** What it asked stays answerable; what it had not sent yet is not sent. @throws DomainError not-found, survey-tried */
  async drop(workspaceId: string, id: string): Promise<void> {
    await this.alone(workspaceId, async (tx) => {
      if (await isTried(tx, workspaceId, id)) throw new DomainError('survey-tried');
      if (!(await dropSurvey(tx, workspaceId, id, this.clock.now()))) throw new DomainError('not-found');
    });
  }

  private alone<T>(workspaceId: string, work: (tx: Tx, surveys: Survey[]) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => work(tx, await lockSurveys(tx, workspaceId)));
  }
}

/** @throws DomainError validation-failed, naming every field that is not right. `fields`: what conditions may ask. */
export function changedSurvey(survey: Survey, change: SurveyChange, fields: FieldRules): Survey {
  const { name, enabled, conditions, delaySeconds, ...rest } = change;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const settings = { ...survey.settings, ...given } as SurveySettings;
  const wrong = wrongSettings(survey.kind, settings);
  if (delaySeconds !== undefined) {
    const delays = Object.entries(delaySeconds);
    const fine = delays.every(
      ([key, s]) => (isChannel(key) || isUUID(key)) && Number.isInteger(s) && +s! >= 0 && +s! <= MAX_DELAY,
    );
    if (fine && delays.length <= 200) settings.delaySeconds = delaySeconds as Record<string, number>;
    else wrong.push('delaySeconds');
  }
  if (conditions !== undefined) wrong.push(...checkCondition(conditions, fields).map((path) => `conditions.${path}`));
  if (wrong.length > 0) throw new DomainError('validation-failed', { fields: wrong });
  return {
    ...survey,
    name: name ?? survey.name,
    enabled: enabled ?? survey.enabled,
    conditions: conditions ?? survey.conditions,
    settings,
  };
}

/** Also puts right the look of a scale that was changed without it. */
function wrongSettings(kind: SurveyKind, settings: SurveySettings): string[] {
  const wrong: string[] = [];
  if (!scaleOf(kind, settings.scaleMax)) wrong.push('scaleMax');
  else if (!looksOf(kind, settings.scaleMax).includes(settings.look))
    settings.look = looksOf(kind, settings.scaleMax)[0]!;
  if (!(settings.samplingPercent >= 0 && settings.samplingPercent <= 100)) wrong.push('samplingPercent');
  if (settings.quiet && !areQuietHours(settings.quiet)) wrong.push('quiet');
  // After the link has expired there is nothing to be reminded of.
  if (settings.reminderDays >= settings.expiryDays) wrong.push('reminderDays');
  if (settings.more.length > MOST_MORE || !areApart(settings.more)) wrong.push('more');
  for (const [i, one] of settings.more.entries()) {
    const fine = SURVEY_KINDS.includes(one.kind) && looksOf(one.kind, one.scaleMax).includes(one.look);
    if (!fine) wrong.push(`more.${i}`);
  }
  if (settings.reasons.length > MOST_REASONS || !areApart(settings.reasons)) wrong.push('reasons');
  for (const [i, { on, words }] of settings.reasons.entries())
    if (on.length === 0 || !Object.values(words).some((each) => each?.trim())) wrong.push(`reasons.${i}`);
  if (!isCaseRule(kind, settings)) wrong.push('cases');
  if (settings.rounds && !isDay(settings.rounds.startOn)) wrong.push('rounds.startOn');
  if (settings.reviews.length > MOST_REVIEWS) wrong.push('reviews');
  for (const [i, { label, url }] of settings.reviews.entries())
    if (!label.trim() || !isWebAddress(url)) wrong.push(`reviews.${i}`);
  return wrong;
}

/**
 * Whether an experiment with it would compare before with after: whom it asks, what, when and where. Its name, and what becomes
 * of an answer that was given, change nothing of that.
 */
export function spoils(before: Survey, after: Survey): boolean {
  const asking = ({ enabled, conditions, settings: { cases: _, reviews: _reviews, ...settings } }: Survey): unknown =>
    JSON.parse(JSON.stringify({ enabled, conditions, settings }));
  return !isDeepStrictEqual(asking(before), asking(after));
}

function isCaseRule(kind: SurveyKind, { cases, scaleMax }: SurveySettings): boolean {
  if (cases.owner === 'agent' && !cases.agentId) return false;
  // The best answer of all is no reason for a case.
  return cases.at === null || (isPoint(kind, scaleMax, cases.at) && cases.at < scaleMax);
}

const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));

const areApart = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id)).size === rows.length;
