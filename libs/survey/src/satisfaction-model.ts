// Predicted satisfaction: a calibrated model of the workspace's own answered tickets, or a plain word why there is none.
import { type AreaUnderCurve, areaUnderCurve } from './auc.js';
import {
  brierScore,
  type Calibration,
  calibrated,
  plattScaling,
  type ReliabilityBin,
  reliability,
} from './calibration.js';
import { crossFit, type Fitted, fitVisible, foldsOf, probabilityAt } from './cross-fitting.js';
import type { Feature, Visible } from './design-matrix.js';
import { Z95 } from './normal.js';

/** Fewer answered tickets than these train no model. */
export const ENOUGH_TO_TRAIN = 300;
/** Of the rarer kind (mostly the not good). Ten events a coefficient is the rule of P. Peduzzi et al., J. Clinical Epidemiology 49 (1996); the ridge allows for more columns. */
export const ENOUGH_OF_EACH = 30;
/** Held against coefficients of standardised columns: a prior of standard deviation 1. */
export const RIDGE = 1;

export interface AnsweredTicket {
  seen: Visible;
  good: boolean;
}

/** What moves the prediction: the odds of a good answer are multiplied by `oddsRatio`. */
export interface Driver {
  feature: string;
  /** The word, against `against`; null for amounts and flags. */
  level: string | null;
  against: string | null;
  /** level: against the commonest word. doubling: for an amount twice as large. yes: against no. */
  per: 'level' | 'doubling' | 'yes';
  oddsRatio: number;
  low: number;
  high: number;
}

/** Plain data: store it as JSON, use it with predictSatisfaction. */
export interface SatisfactionModel {
  n: number;
  good: number;
  fitted: Fitted;
  calibration: Calibration;
  /** Of answered tickets, each judged by a model that has not seen it. */
  auc: AreaUnderCurve;
  brier: number;
  reliability: ReliabilityBin[];
  /** Strongest first. */
  drivers: Driver[];
}

export type Training =
  | { trained: true; model: SatisfactionModel }
  /** too-few: n < 300. one-sided: nearly all good or nearly none, so there is nothing to tell apart. */
  | { trained: false; reason: 'too-few' | 'one-sided'; n: number; needed: number };

/**
 * Trains on answered tickets, in a lasting order (by id). Ridge logistic regression (fitLogistic; le Cessie and van
 * Houwelingen 1992), cross-fitted in five folds (foldsOf), calibrated by Platt scaling of the cross-fitted probabilities. The reliability plot calibrates each fold by the
 * other four, so that it does not praise itself.
 */
export function trainSatisfaction(features: readonly Feature[], answered: readonly AnsweredTicket[]): Training {
  const n = answered.length;
  if (n < ENOUGH_TO_TRAIN) return { trained: false, reason: 'too-few', n, needed: ENOUGH_TO_TRAIN };
  const good = answered.map((ticket) => ticket.good);
  const yes = good.filter(Boolean).length;
  const rarer = Math.min(yes, n - yes);
  if (rarer < ENOUGH_OF_EACH) return { trained: false, reason: 'one-sided', n: rarer, needed: ENOUGH_OF_EACH };
  const rows = answered.map((ticket) => ticket.seen);
  const outcomes = good.map(Number);
  const folds = foldsOf(good);
  const judged = crossFit(features, rows, outcomes, folds, RIDGE);
  const shown = calibratedByOthers(judged, good, folds);
  const fitted = fitVisible(features, rows, outcomes, RIDGE);
  const model: SatisfactionModel = {
    n,
    good: yes,
    fitted,
    calibration: plattScaling(judged, good),
    auc: areaUnderCurve(judged, good),
    brier: brierScore(shown, good)!,
    reliability: reliability(shown, good),
    drivers: driversOf(fitted),
  };
  return { trained: true, model };
}

/** The calibrated probability that this ticket would be rated good, 0 to 1. */
export function predictSatisfaction(model: Pick<SatisfactionModel, 'fitted' | 'calibration'>, seen: Visible): number {
  return calibrated(model.calibration, probabilityAt(model.fitted, seen));
}

function calibratedByOthers(judged: readonly number[], good: readonly boolean[], folds: readonly number[]): number[] {
  const shown = new Array<number>(judged.length);
  for (const fold of new Set(folds)) {
    const others = judged.map((_, i) => i).filter((i) => folds[i] !== fold);
    const scaling = plattScaling(
      others.map((i) => judged[i]!),
      others.map((i) => good[i]!),
    );
    judged.forEach((p, i) => {
      if (folds[i] === fold) shown[i] = calibrated(scaling, p);
    });
  }
  return shown;
}

function driversOf({ design, fit }: Fitted): Driver[] {
  return design.columns
    .map((column, j) => {
      const unit = (column.kind === 'amount' && column.level === null ? Math.LN2 : 1) / column.spread;
      const effect = fit.coefficients[j]! * unit;
      const reach = Z95 * fit.standardErrors[j + 1]! * unit;
      const per = column.level !== null ? 'level' : column.kind === 'amount' ? 'doubling' : 'yes';
      const driver: Driver = {
        feature: column.name,
        level: column.level,
        against: column.kind === 'choice' ? design.levels[column.name]![0]! : null,
        per,
        oddsRatio: Math.exp(effect),
        low: Math.exp(effect - reach),
        high: Math.exp(effect + reach),
      };
      return { driver, strength: Math.abs(fit.coefficients[j]!) };
    })
    .sort((a, b) => b.strength - a.strength)
    .map(({ driver }) => driver);
}
