// A system whose answer is known, and one that has none.
import { expect, test } from '@jest/globals';
import { inverse, solve } from './linear-solve.js';

const MATRIX = [
  [4, 12, -16],
  [12, 37, -43],
  [-16, -43, 98],
];

test('the textbook matrix of Cholesky’s decomposition', () => {
  const x = solve(MATRIX, [1, 2, 3]);
  // Times the matrix it must give the right side again.
  MATRIX.forEach((line, i) => {
    expect(line.reduce((sum, value, j) => sum + value * x[j]!, 0)).toBeCloseTo(i + 1, 9);
  });
  const back = inverse(MATRIX);
  // numpy.linalg.inv: 49.3611, −13.5556, 2.1111; −13.5556, 3.7778, −0.5556; 2.1111, −0.5556, 0.1111.
  expect(back[0]![0]).toBeCloseTo(49.361111, 5);
  expect(back[1]![2]).toBeCloseTo(-0.555556, 5);
  expect(back[2]![2]).toBeCloseTo(0.111111, 5);
});

test('a matrix that is not positive definite is refused', () => {
  expect(() =>
    solve(
      [
        [1, 2],
        [2, 1],
      ],
      [1, 1],
    ),
  ).toThrow(RangeError);
});
