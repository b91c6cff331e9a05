import type { EngineScores } from "./engine-scores.ts";

type Pair = EngineScores & { same: boolean };

/** Ridge on the two weights: 600 pairs that are nearly separable would drive them to infinity. */
const RIDGE = 1e-3;
const ROUNDS = 100;

/** dlib's share in the logistic regression of `same` on both cosines (Newton's method). */
function shareOf(pairs: readonly Pair[]): number {
  let [a, b, c] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = [RIDGE * a, RIDGE * b, 0];
    const hessian = [
      [RIDGE, 0, 0],
      [0, RIDGE, 0],
      [0, 0, 1e-9],
    ];
    for (const { primary, dlib, same } of pairs) {
      const p = 1 / (1 + Math.exp(-(a * primary + b * dlib + c)));
      const x = [primary, dlib, 1];
      for (let i = 0; i < 3; i++) {
        gradient[i] = (gradient[i] ?? 0) + (p - (same ? 1 : 0)) * (x[i] ?? 0);
        const row = hessian[i] ?? [];
        for (let j = 0; j < 3; j++) row[j] = (row[j] ?? 0) + p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0);
      }
    }
    const [da, db, dc] = solve(hessian, gradient);
    [a, b, c] = [a - da, b - db, c - dc];
  }
  return b / (a + b);
}

/** Gaussian elimination with pivots, three equations. */
function solve(matrix: number[][], right: number[]): [number, number, number] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let at = 0; at < 3; at++) {
    rows.sort((one, other) => (at === 0 ? Math.abs(other[0] ?? 0) - Math.abs(one[0] ?? 0) : 0));
    for (let below = 0; below < 3; below++) {
      if (below === at) continue;
      const factor = (rows[below]?.[at] ?? 0) / (rows[at]?.[at] ?? 1);
      rows[below] = (rows[below] ?? []).map((value, column) => value - factor * (rows[at]?.[column] ?? 0));
    }
  }
  const of = (at: number) => (rows[at]?.[3] ?? 0) / (rows[at]?.[at] ?? 1);
  return [of(0), of(1), of(2)];
}

/** The share on all pairs, and on the nine other parts of each of ten: how much it hangs on which pairs were seen. */
export function fitShare(pairs: readonly Pair[]): { all: number; least: number; most: number } {
  const found = pairs.filter(({ primary }) => primary > -1);
  const shares = Array.from({ length: 10 }, (_, fold) => shareOf(found.filter((_p, at) => at % 10 !== fold)));
  return { all: shareOf(found), least: Math.min(...shares), most: Math.max(...shares) };
}
