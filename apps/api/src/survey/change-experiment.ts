// Experiments with a survey: begun with a rule that is fixed then, read by it whenever somebody looks, ended by a person.
import { Injectable } from '@nestjs/common';
import { judgeExperiment, planExperiment } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { varied } from './choose-arm.js';
import type { ExperimentView, StartExperimentRequest } from './experiment.requests.js';
import {
  type Arm,
  type Experiment,
  endExperiment,
  experimentOf,
  insertExperiment,
  outcomesOf,
  sentOf,
  type Variant,
} from './experiment.store.js';
import { lockSurveys, type Survey, surveysOf, updateSurvey } from './survey.store.js';

@Injectable()
export class ChangeExperiment {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly manners: ChannelManners,
  ) {}

  /** The one that runs, else the last; null: none was ever made. @throws DomainError not-found */
  async read(workspaceId: string, surveyId: string): Promise<ExperimentView | null> {
    await this.mustBe(this.database, workspaceId, surveyId);
    const experiment = await experimentOf(this.database, workspaceId, surveyId);
    return experiment && this.view(workspaceId, experiment);
  }

  /** @throws DomainError not-found, conflict (one runs), validation-failed */
  async start(workspaceId: string, surveyId: string, wish: StartExperimentRequest): Promise<ExperimentView> {
    // Whoever changes the survey at this moment is before it or after it, never beside it.
    const experiment = await this.database.transaction(async (tx) => {
      const survey = (await lockSurveys(tx, workspaceId)).find((one) => one.id === surveyId);
      if (!survey) throw new DomainError('not-found');
      const begun = this.begun(survey, wish);
      if (!(await insertExperiment(tx, workspaceId, begun))) throw new DomainError('conflict');
      return begun;
    });
    return this.view(workspaceId, experiment);
  }

  private begun(survey: Survey, wish: StartExperimentRequest): Experiment {
    const { base, effect, measure } = wish;
    const variant = variantOf(survey, wish);
    const wrong = [
      ...(variant ? [] : ['question']),
      ...(base >= 0.01 && base <= 0.99 ? [] : ['base']),
      ...(effect >= 0.01 && effect <= 0.5 && (base + effect <= 1 || base - effect >= 0) ? [] : ['effect']),
    ];
    if (!variant || wrong.length > 0) throw new DomainError('validation-failed', { fields: wrong });
    const plan = planExperiment({ base, effect });
    const startedAt = this.clock.now();
    return {
      ...{ id: newId(startedAt), surveyId: survey.id, variant, measure, plan, startedAt, endedAt: null, kept: null },
    };
  }

  /** Ends it; `keep` b: the survey asks like B from now on. @throws DomainError not-found, conflict (none runs) */
  async stop(workspaceId: string, surveyId: string, keep: Arm): Promise<ExperimentView> {
    const ended = await this.database.transaction(async (tx) => {
      const survey = (await lockSurveys(tx, workspaceId)).find((one) => one.id === surveyId);
      if (!survey) throw new DomainError('not-found');
      const experiment = await experimentOf(tx, workspaceId, surveyId);
      const endedAt = this.clock.now();
      if (!experiment || !(await endExperiment(tx, workspaceId, experiment.id, endedAt, keep)))
        throw new DomainError('conflict');
      if (keep === 'b') {
        const { variant } = experiment;
        // A delay that was tried everywhere is kept everywhere.
        const kept =
          'delaySeconds' in variant
            ? { ...survey, settings: { ...survey.settings, delaySeconds: this.everywhere(variant.delaySeconds) } }
            : varied(survey, variant, '');
        await updateSurvey(tx, workspaceId, kept);
      }
      return { ...experiment, endedAt, kept: keep };
    });
    return this.view(workspaceId, ended);
  }

  private everywhere(seconds: number): Record<string, number> {
    return Object.fromEntries(Object.keys(this.manners.surveyDelays()).map((kind) => [kind, seconds]));
  }

  private async mustBe(sql: Sql, workspaceId: string, surveyId: string): Promise<void> {
    if (!(await surveysOf(sql, workspaceId)).some((one) => one.id === surveyId)) throw new DomainError('not-found');
  }

  private async view(workspaceId: string, experiment: Experiment): Promise<ExperimentView> {
    const { id, variant, measure, plan, startedAt, endedAt, kept } = experiment;
    const now = endedAt ?? this.clock.now();
    const most = plan.looks.at(-1)!.perArm;
    const outcomes = (arm: Arm) => outcomesOf(this.database, workspaceId, experiment, arm, now, most);
    const [a, b, sent] = [await outcomes('a'), await outcomes('b'), await sentOf(this.database, workspaceId, id)];
    const { verdict, looks, nextLook, first, second, difference } = judgeExperiment(plan, a, b);
    const missing = (arm: boolean[]) => Math.max(0, (nextLook ?? 0) - arm.length);
    return {
      ...{ id, measure, base: plan.base, effect: plan.effect, kept, verdict, looked: looks },
      question: 'question' in variant ? variant.question : null,
      delaySeconds: 'delaySeconds' in variant ? variant.delaySeconds : null,
      byMail: 'byMail' in variant ? variant.byMail : null,
      looks: plan.looks.map(({ perArm }) => ({ perArm })),
      ...{ startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
      more: nextLook === null ? null : missing(a) + missing(b),
      a: { sent: sent.a, settled: a.length, ...first },
      b: { sent: sent.b, settled: b.length, ...second },
      ...{ difference: difference.difference, low: difference.low, high: difference.high },
    };
  }
}

/** Null: it says nothing to try, or more than one thing. */
function variantOf(survey: Survey, wish: StartExperimentRequest): Variant | null {
  const { question, delaySeconds, otherChannel } = wish;
  const words = Object.entries(question ?? {}).filter(([, each]) => each?.trim());
  const tried: Variant[] = [
    ...(words.length > 0 ? [{ question: Object.fromEntries(words) }] : []),
    ...(delaySeconds === undefined ? [] : [{ delaySeconds }]),
    ...(otherChannel ? [{ byMail: !survey.settings.byMail }] : []),
  ];
  return tried.length === 1 ? tried[0]! : null;
}
