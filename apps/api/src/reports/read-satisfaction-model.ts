// "Can it be foreseen?": the newest model of a kind, told so that it can be doubted; or what is missing for one.
import { Injectable } from '@nestjs/common';
import {
  ENOUGH_TO_TRAIN,
  type Interval,
  type SatisfactionModel,
  type SilentScore,
  type SurveyKind,
} from '@otklik/survey';
import { Database } from '../platform/database/database.js';
import { riskFrom } from './judge-open-tickets.js';
import type { ModelDriver, PredictedSilence, SatisfactionModelReport } from './satisfaction-model.requests.js';
import { modelsOf } from './satisfaction-model.store.js';
import { tellsApart } from './train-satisfaction.js';

const MOST_DRIVERS = 10;

@Injectable()
export class ReadSatisfactionModel {
  constructor(private readonly database: Database) {}

  /** Without names of teams: see NameGroups. */
  async run(workspaceId: string, kind: SurveyKind): Promise<SatisfactionModelReport> {
    const kept = await modelsOf(this.database, workspaceId, kind);
    const newest = kept.find(({ version }) => version > 0);
    const none = { auc: null, brier: null, reliability: [], drivers: [], flags: false, riskFrom: null, silent: null };
    if (!newest?.model) {
      const { state = 'too-few', n = 0, needed = ENOUGH_TO_TRAIN } = kept[0] ?? {};
      return { ...none, kind, state, n, needed, version: 0, trainedAt: null, usual: null };
    }
    const { model, version, trainedAt, silent } = newest;
    const { n, good, auc, brier, reliability } = model;
    return {
      ...{ kind, state: 'trained', n, needed: 0, version, trainedAt: trainedAt.toISOString(), usual: good / n },
      ...{ auc: { value: auc.value, interval: { low: auc.low, high: auc.high } }, brier },
      reliability: reliability.map(({ n: size, expected, observed, low, high }) => ({
        ...{ n: size, expected, observed, interval: { low, high } },
      })),
      ...{ drivers: driversOf(model), flags: tellsApart(newest), riskFrom: riskFrom(model) },
      silent: silentOf(silent),
    };
  }
}

/** Only what can be told from chance. */
function driversOf({ drivers }: SatisfactionModel): ModelDriver[] {
  return drivers
    .filter(({ low, high }) => low > 1 || high < 1)
    .slice(0, MOST_DRIVERS)
    .map(({ feature, level, against, per, oddsRatio, low, high }) => ({
      ...{ feature, level, levelName: null, against, againstName: null, per, oddsRatio, interval: { low, high } },
    }));
}

function silentOf(silent: SilentScore | null): PredictedSilence | null {
  if (!silent?.predicted) return null;
  const told = ({ value, low, high }: Interval & { value: number }) => ({
    ...{ value, interval: { low, high } },
  });
  const { n, answered, raw, everybody } = silent;
  return { asked: n, answered, raw, everybody: told(everybody), silent: silent.silent && told(silent.silent) };
}
