import { type ColumnScores, NET_CLASSES } from "./mrz-net.ts";

/** Neighbouring columns of one class: a character, or several that touch. */
export interface CharacterRun {
  /** Class of the net, from 1. */
  kind: number;
  /** In columns, weighted by probability. */
  centre: number;
  columns: number;
  /** Highest probability of the class within the run. */
  probability: number;
}

/** The characters that stand out when each column is given its likeliest class. */
export function characterRuns({ logs, columns }: ColumnScores): CharacterRun[] {
  const runs: CharacterRun[] = [];
  let open: { kind: number; first: number; sum: number; weight: number; best: number } | null = null;
  const close = (end: number) => {
    if (open)
      runs.push({
        kind: open.kind,
        centre: open.sum / open.weight,
        columns: end - open.first,
        probability: open.best,
      });
    open = null;
  };
  for (let column = 0; column < columns; column++) {
    let kind = 0;
    for (let i = 1; i < NET_CLASSES; i++)
      if ((logs[column * NET_CLASSES + i] as number) > (logs[column * NET_CLASSES + kind] as number))
        kind = i;
    if (open && kind !== open.kind) close(column);
    if (kind === 0) continue;
    const probability = Math.exp(logs[column * NET_CLASSES + kind] as number);
    open ??= { kind, first: column, sum: 0, weight: 0, best: 0 };
    open.sum += probability * (column + 0.5);
    open.weight += probability;
    open.best = Math.max(open.best, probability);
  }
  close(columns);
  return runs;
}
