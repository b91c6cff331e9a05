/** What a reader made of one photograph; a line of the progress file. */
export interface PhotoResult {
  seed: number;
  kind: string;
  heightPx: number;
  blur: number;
  modulePx: number;
  glare: boolean;
  megapixels: number;
  /** An MRZ or a PDF417 was found. */
  found: boolean;
  /** The product would rely on it: check digits agree and every character was read surely, or the symbol decoded. */
  valid: boolean;
  /** It is the truth, character by character. */
  exact: boolean;
  /** What was read, where it was valid and not the truth. */
  falseAccept: { truth: string; read: string } | null;
  cpuMs: number | null;
}

/** Lower edges of the classes that results are told in. */
export const HEIGHT_EDGES = [5, 6.5, 8, 10, 12, 16, 22, 30] as const;
export const BLUR_EDGES = [0, 0.05, 0.1, 0.15, 0.2] as const;
export const MODULE_EDGES = [1, 1.3, 1.7, 2.2, 3] as const;
export const MODULE_BLUR_EDGES = [0, 0.2, 0.4, 0.6, 0.8] as const;

export interface Rate {
  photos: number;
  valid: number;
  exact: number;
  falseAccepts: number;
}

/** How many of the results are valid, exact, and falsely accepted. */
export const rateOf = (results: readonly PhotoResult[]): Rate => ({
  photos: results.length,
  valid: results.filter(({ valid }) => valid).length,
  exact: results.filter(({ exact }) => exact).length,
  falseAccepts: results.filter(({ falseAccept }) => falseAccept !== null).length,
});

/** The results whose figure lies in each class, the first class first. */
export const byClass = (
  results: readonly PhotoResult[],
  edges: readonly number[],
  figure: (result: PhotoResult) => number,
): { from: number; to: number; results: PhotoResult[] }[] =>
  edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] as number;
    return { from, to, results: results.filter((one) => figure(one) >= from && figure(one) < to) };
  });
