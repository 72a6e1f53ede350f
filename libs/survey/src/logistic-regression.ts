// How likely is a good answer, given what we can see: logistic regression with a ridge, the same result on every machine.
import { inverse, solve } from './linear-solve.js';

/** Plain numbers, so that it can be stored and used again. */
export interface LogisticFit {
  intercept: number;
  /** One a column, in the columns' own units. */
  coefficients: number[];
  /** Of the intercept and then of each coefficient; without end where all outcomes are alike. */
  standardErrors: number[];
  converged: boolean;
}

// Looked up once: these run some millions of times.
const { exp, log1p } = Math;

const MOST_STEPS = 50;
const CLOSE_ENOUGH = 1e-10;

/**
 * Coefficients that maximise the log-likelihood less ridge ÷ 2 × the sum of their squares; the intercept is not held back, so
 * columns should be on one scale (see designOf). Newton's method, which is iteratively reweighted least squares; with the
 * ridge: S. le Cessie and J. C. van Houwelingen, "Ridge estimators in logistic regression", Applied Statistics 41 (1992)
 * 191–201; standard errors from their formula (5), H⁻¹ I H⁻¹, which is I⁻¹ for ridge 0.
 * `outcomes` are 0 to 1 (a share is allowed: a quasi-likelihood; Papke and Wooldridge, J. Applied Econometrics 11 (1996)).
 * @throws RangeError when rows and outcomes do not fit each other, or without ridge when columns repeat one another.
 */
export function fitLogistic(rows: readonly (readonly number[])[], outcomes: readonly number[], ridge = 1): LogisticFit {
  if (rows.length === 0 || rows.length !== outcomes.length)
    throw new RangeError(`${rows.length} rows cannot be fitted to ${outcomes.length} outcomes`);
  const size = rows[0]!.length + 1;
  let beta = new Array<number>(size).fill(0);
  const share = outcomes.reduce((sum, y) => sum + y, 0) / outcomes.length;
  beta[0] = logit(bounded(share));
  // All alike: no coefficient can be known, and the intercept has no end.
  if (share === 0 || share === 1) return { ...shown(beta), standardErrors: beta.map(() => Infinity), converged: true };
  let loss = lossOf(rows, outcomes, beta, ridge);
  let converged = false;
  for (let step = 0; step < MOST_STEPS && !converged; step++) {
    const { gradient, information } = slopes(rows, outcomes, beta, ridge);
    const move = solve(withRidge(information, ridge), gradient);
    // Newton may overshoot where the outcomes are nearly separated: halve until the loss no longer grows.
    let part = 1;
    let next = beta.map((b, j) => b + move[j]!);
    let reached = lossOf(rows, outcomes, next, ridge);
    while (reached > loss + 1e-12 * Math.abs(loss) && part > 1e-6) {
      part /= 2;
      next = beta.map((b, j) => b + part * move[j]!);
      reached = lossOf(rows, outcomes, next, ridge);
    }
    converged = Math.max(...move.map((m) => Math.abs(m * part))) < CLOSE_ENOUGH;
    beta = next;
    loss = reached;
  }
  const { information } = slopes(rows, outcomes, beta, ridge);
  return { ...shown(beta), standardErrors: spread(information, ridge), converged };
}

const shown = ([intercept, ...coefficients]: number[]) => ({ intercept: intercept!, coefficients });

/** The fitted probability for a row, 0 to 1. */
export function probabilityOf(fit: Pick<LogisticFit, 'intercept' | 'coefficients'>, row: readonly number[]): number {
  let sum = fit.intercept;
  for (let j = 0; j < row.length; j++) sum += fit.coefficients[j]! * row[j]!;
  return sigmoid(sum);
}

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)));
export const logit = (p: number): number => Math.log(p / (1 - p));
/** Away from 0 and 1, where log-odds have no end. */
export const bounded = (p: number, edge = 1e-9): number => Math.min(1 - edge, Math.max(edge, p));

const softplus = (x: number) => (x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)));

function scoreOf(row: readonly number[], beta: readonly number[]): number {
  let sum = beta[0]!;
  for (let j = 0; j < row.length; j++) sum += beta[j + 1]! * row[j]!;
  return sum;
}

function lossOf(rows: readonly (readonly number[])[], outcomes: readonly number[], beta: number[], ridge: number) {
  let loss = 0;
  for (let i = 0; i < rows.length; i++) {
    const x = scoreOf(rows[i]!, beta);
    loss += softplus(x) - outcomes[i]! * x;
  }
  for (let j = 1; j < beta.length; j++) loss += (ridge / 2) * beta[j]! ** 2;
  return loss;
}

function slopes(rows: readonly (readonly number[])[], outcomes: readonly number[], beta: number[], ridge: number) {
  const size = beta.length;
  const gradient = beta.map((b, j) => (j === 0 ? 0 : -ridge * b));
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const x = new Array<number>(size).fill(1);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const p = sigmoid(scoreOf(row, beta));
    const weight = p * (1 - p);
    const rest = outcomes[i]! - p;
    for (let j = 1; j < size; j++) x[j] = row[j - 1]!;
    for (let j = 0; j < size; j++) {
      gradient[j]! += rest * x[j]!;
      const own = information[j]!;
      const weighted = weight * x[j]!;
      for (let k = 0; k <= j; k++) own[k]! += weighted * x[k]!;
    }
  }
  for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) information[k]![j] = information[j]![k]!;
  return { gradient, information };
}

const withRidge = (information: readonly number[][], ridge: number) =>
  information.map((line, j) => line.map((value, k) => (j === k && j > 0 ? value + ridge : value)));

function spread(information: number[][], ridge: number): number[] {
  const h = inverse(withRidge(information, ridge));
  return h.map((line) => {
    let variance = 0;
    for (let a = 0; a < line.length; a++)
      for (let b = 0; b < line.length; b++) variance += line[a]! * information[a]![b]! * line[b]!;
    return Math.sqrt(Math.max(0, variance));
  });
}
