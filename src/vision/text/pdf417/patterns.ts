/** Widths of the bars and spaces of the ends (ISO/IEC 15438, 5.3.3), bar first. */
export const START_BARS = [8, 1, 1, 1, 1, 1, 1, 3] as const;
export const STOP_BARS = [7, 1, 1, 3, 1, 1, 1, 2, 1] as const;
/** A codeword is four bars and four spaces of one to six modules, seventeen together (5.3.1). */
export const CODEWORD_MODULES = 17;

const PATTERNS: number[][][] = [[], [], []];

/**
 * What may stand in a row of a cluster (0, 1, 2 for the standard's 0, 3, 6; rows take turns): widths in modules, bar
 * first. These are all of seventeen modules whose bars give the cluster's number; a few are no codeword of the standard,
 * which a reader of the symbol finds out.
 */
export function patternsOf(cluster: number): readonly (readonly number[])[] {
  if (PATTERNS[0]?.length === 0) gather([], CODEWORD_MODULES);
  return PATTERNS[cluster % 3] as number[][];
}

function gather(widths: readonly number[], left: number): void {
  const more = 8 - widths.length;
  if (more === 0) {
    const [b1 = 0, , b2 = 0, , b3 = 0, , b4 = 0] = widths;
    const cluster = (b1 - b2 + b3 - b4 + 9) % 9;
    if (cluster % 3 === 0) PATTERNS[cluster / 3]?.push([...widths]);
    return;
  }
  for (let width = 1; width <= 6; width++) {
    const rest = left - width;
    if (rest >= more - 1 && rest <= 6 * (more - 1)) gather([...widths, width], rest);
  }
}
