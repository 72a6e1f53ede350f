// Every ticket judged by a model that has not seen it: the folds of cross-validation.
import { type Design, designOf, encode, type Feature, type Visible } from './design-matrix.js';
import { fitLogistic, type LogisticFit, probabilityOf } from './logistic-regression.js';

export const FOLDS = 5;

/**
 * The fold of each row, 0 to folds − 1: dealt in turn within each class, so that every fold has its share of every class.
 * M. Stone, "Cross-validatory choice and assessment of statistical predictions", JRSS B 36 (1974); stratified: R. Kohavi,
 * IJCAI (1995). No chance is involved: give the rows in a lasting order (by id) and the folds are the same again.
 */
export function foldsOf(classes: readonly (string | number | boolean)[], folds = FOLDS): number[] {
  const dealt = new Map<string | number | boolean, number>();
  // Each class begins where the one before it stopped, so that small classes do not all fall to the first folds.
  let start = 0;
  return classes.map((of) => {
    const next = dealt.get(of) ?? start++;
    dealt.set(of, next + 1);
    return next % folds;
  });
}

export interface Fitted {
  design: Design;
  fit: LogisticFit;
}

/** Learns columns and coefficients from the rows. */
export function fitVisible(
  features: readonly Feature[],
  rows: readonly Visible[],
  outcomes: readonly number[],
  ridge: number,
): Fitted {
  const design = designOf(features, rows);
  return {
    design,
    fit: fitLogistic(
      rows.map((row) => encode(design, row)),
      outcomes,
      ridge,
    ),
  };
}

export const probabilityAt = ({ design, fit }: Fitted, row: Visible): number => probabilityOf(fit, encode(design, row));

/**
 * For every row the probability by the model of the other folds. Rows whose outcome is null are only judged, never learned from.
 * Columns are learned anew in each fold: nothing of a row leaks into its own judgement.
 */
export function crossFit(
  features: readonly Feature[],
  rows: readonly Visible[],
  outcomes: readonly (number | null)[],
  folds: readonly number[],
  ridge: number,
): number[] {
  const judged = new Array<number>(rows.length);
  for (let fold = 0; fold <= Math.max(...folds); fold++) {
    const learn = rows.flatMap((row, i) =>
      folds[i] !== fold && outcomes[i] !== null ? [{ row, y: outcomes[i]! }] : [],
    );
    const fitted = fitVisible(
      features,
      learn.map(({ row }) => row),
      learn.map(({ y }) => y),
      ridge,
    );
    rows.forEach((row, i) => {
      if (folds[i] === fold) judged[i] = probabilityAt(fitted, row);
    });
  }
  return judged;
}
