/** One compared pair: its similarity and whether it truly is one person (or, for liveness, a live face). */
export interface ScoredPair {
  score: number;
  same: boolean;
}

/** Area under the ROC curve: the chance that a random same pair scores above a random different one (ties half). */
export function areaUnderCurve(pairs: readonly ScoredPair[]): number {
  const sorted = [...pairs].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]?.score === sorted[at]?.score) end++;
    const meanRank = (at + 1 + end) / 2;
    for (; at < end; at++) if (sorted[at]?.same) rankSum += meanRank;
  }
  const same = pairs.filter((pair) => pair.same).length;
  return (rankSum - (same * (same + 1)) / 2) / (same * (pairs.length - same));
}

/** The threshold (accepted: score ≥ threshold) that decides most of the pairs rightly. */
function bestThreshold(pairs: readonly ScoredPair[]): number {
  const sorted = [...pairs].sort((a, b) => b.score - a.score);
  let right = sorted.filter((pair) => !pair.same).length; // everything rejected
  let best = right;
  let threshold = Number.POSITIVE_INFINITY;
  for (let at = 0; at < sorted.length; at++) {
    const score = sorted[at]?.score ?? 0;
    right += sorted[at]?.same ? 1 : -1;
    const next = sorted[at + 1]?.score;
    if (next === score || right <= best) continue;
    best = right;
    threshold = next === undefined ? score : (score + next) / 2;
  }
  return threshold;
}

const rightlyDecided = (pairs: readonly ScoredPair[], threshold: number): number =>
  pairs.filter((pair) => pair.score >= threshold === pair.same).length;

/** Mean accuracy over ten folds, each decided by the threshold that is best on the other nine (LFW's protocol). */
export function tenFoldAccuracy(pairs: readonly ScoredPair[]): number {
  const folds: ScoredPair[][] = Array.from({ length: 10 }, () => []);
  for (const group of [pairs.filter((pair) => pair.same), pairs.filter((pair) => !pair.same)]) {
    for (const [at, pair] of group.entries()) folds[Math.floor((at * 10) / group.length)]?.push(pair);
  }
  let right = 0;
  for (const fold of folds) {
    right += rightlyDecided(fold, bestThreshold(folds.filter((other) => other !== fold).flat()));
  }
  return right / pairs.length;
}

/** Share of same pairs accepted at the lowest threshold where no more than `fmr` of the different ones are. */
export function trueAcceptsAt(pairs: readonly ScoredPair[], fmr: number): number {
  const impostors = pairs.filter((pair) => !pair.same).map((pair) => pair.score);
  impostors.sort((a, b) => b - a);
  const limit = impostors[Math.floor(fmr * impostors.length)] ?? Number.NEGATIVE_INFINITY;
  const same = pairs.filter((pair) => pair.same);
  return same.filter((pair) => pair.score > limit).length / same.length;
}
