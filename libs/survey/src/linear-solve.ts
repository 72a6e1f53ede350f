// The little linear algebra that a regression needs: symmetric positive definite systems by Cholesky's decomposition.

/**
 * The inverse of a symmetric positive definite matrix (rows of numbers). G. H. Golub and C. F. Van Loan, "Matrix
 * Computations" (4th ed. 2013), 4.2. @throws RangeError when it is not positive definite.
 */
export function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const factor = cholesky(matrix);
  const n = matrix.length;
  const columns = Array.from({ length: n }, (_, j) => {
    const unit = new Array<number>(n).fill(0);
    unit[j] = 1;
    return substitute(factor, unit);
  });
  return columns;
}

/** x with matrix · x = right. @throws RangeError when the matrix is not positive definite. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  return substitute(cholesky(matrix), right);
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const lower = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = sum / lower[j]![j]!;
      else if (sum > 0) lower[i]![i] = Math.sqrt(sum);
      else throw new RangeError('the matrix is not positive definite');
    }
  return lower;
}

function substitute(lower: readonly number[][], right: readonly number[]): number[] {
  const n = right.length;
  const x = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}
