// Once a day: models of satisfaction, trained here on the workspace's own answers and kept by version; or why there is none.
import { Injectable } from '@nestjs/common';
import {
  type AnsweredTicket,
  type Feature,
  isGood,
  isPoint,
  rangeOf,
  SURVEY_KINDS,
  type SurveyKind,
  scoreOfSilent,
  trainSatisfaction,
  worthOf,
} from '@otklik/survey';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import {
  keepModel,
  modelsOf,
  type SeenSurvey,
  type StoredModel,
  seenSurveys,
  setFlags,
  takeTry,
  workspacesToTrain,
} from './satisfaction-model.store.js';
import { TrainSatisfactionJob } from './train-satisfaction.job.js';

const DAY = 86_400_000;
/** More teach little and take long. */
const MOST = 10_000;
/** Answers of the last year; the silent of the last three months. */
const LEARNED_DAYS = 365;
const SILENT_DAYS = 90;

/** What is seen of a ticket, in the open and when its survey goes out. */
export const FEATURES: readonly Feature[] = [
  { name: 'channel', kind: 'choice' },
  { name: 'team', kind: 'choice' },
  { name: 'language', kind: 'choice' },
  { name: 'wait', kind: 'amount' },
  { name: 'reopened', kind: 'flag' },
  { name: 'handoffs', kind: 'amount' },
];

@Injectable()
export class TrainSatisfaction {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(TrainSatisfactionJob)
  async run({ workspaceId }: { workspaceId: string }): Promise<void> {
    const now = this.clock.now();
    // Taken first: whoever is killed while training tries again tomorrow, and nobody trains twice a day.
    if (!(await takeTry(this.database, workspaceId, now, new Date(now.getTime() - DAY)))) return;
    let flags = false;
    for (const kind of SURVEY_KINDS) {
      const trained = await this.train(workspaceId, kind, now);
      flags ||= trained !== null && tellsApart(trained);
    }
    await this.database.transaction((tx) => setFlags(tx, workspaceId, flags));
  }

  @Sweeps(TrainSatisfactionJob)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await workspacesToTrain(this.database, new Date(now.getTime() - DAY));
    return due.map((one) => TrainSatisfactionJob.order(one, one.workspaceId) as JobOrder);
  }

  /** What was kept; null where nobody has answered yet. */
  private async train(workspaceId: string, kind: SurveyKind, now: Date): Promise<StoredModel | null> {
    const ask = { workspaceId, kind, most: MOST };
    const learned = await seenSurveys(this.database, { ...ask, since: daysBefore(now, LEARNED_DAYS), answered: true });
    if (learned.length === 0) return null;
    const training = trainSatisfaction(FEATURES, answeredOf(kind, learned));
    // Others get their turn between two long sums.
    await new Promise((next) => setImmediate(next));
    const common = { kind, trainedAt: now, model: null, silent: null };
    if (!training.trained) {
      const { reason, n, needed } = training;
      await keepModel(this.database, workspaceId, { ...common, state: reason, n, needed });
      return null;
    }
    const asked = await seenSurveys(this.database, { ...ask, since: daysBefore(now, SILENT_DAYS), answered: false });
    const { model } = training;
    const kept = { ...common, state: 'trained' as const, n: model.n, needed: 0, model, silent: silentOf(kind, asked) };
    await this.database.transaction((tx) => keepModel(tx, workspaceId, kept));
    return (await modelsOf(this.database, workspaceId, kind))[0] ?? null;
  }
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY);

/** A model whose interval reaches down to a coin flags nobody. */
export const tellsApart = ({ model }: Pick<StoredModel, 'model'>): boolean => (model?.auc.low ?? 0) > 0.5;

function answeredOf(kind: SurveyKind, surveys: SeenSurvey[]): AnsweredTicket[] {
  return surveys
    .filter(({ scaleMax, score }) => score !== null && isPoint(kind, scaleMax, score))
    .map(({ seen, scaleMax, score }) => ({ seen, good: isGood(kind, scaleMax, score!) }));
}

function silentOf(kind: SurveyKind, surveys: SeenSurvey[]) {
  const worth = kind === 'nps' ? 'nps' : 'share';
  const worthIn = (scaleMax: number, score: number) =>
    isPoint(kind, scaleMax, score) ? worthOf(worth, kind, scaleMax, score) : null;
  const asked = surveys.map(({ seen, scaleMax, score }) => ({
    seen,
    worth: score === null ? null : worthIn(scaleMax, score),
  }));
  const range = rangeOf(worth, kind, { csat: 5, nps: 10, ces: 7 }[kind]);
  return asked.length === 0 ? null : scoreOfSilent(FEATURES, asked, range);
}
