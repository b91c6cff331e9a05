import {
  BLUR_EDGES,
  byClass,
  HEIGHT_EDGES,
  MODULE_BLUR_EDGES,
  MODULE_EDGES,
  type PhotoResult,
  rateOf,
} from "./result.ts";

const percent = (part: number, whole: number): string =>
  whole === 0 ? "-" : `${Math.round((100 * part) / whole)} %`;
const cell = (results: readonly PhotoResult[]): string => {
  const { photos, valid, exact } = rateOf(results);
  return photos === 0 ? "-" : `${percent(valid, photos)} · ${percent(exact, photos)} (${photos})`;
};
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Results as tables of Markdown: valid · exact (photographs), by height and blur, and by the width of a module. */
export function reportTables(results: readonly PhotoResult[]): string {
  const zones = results.filter(({ modulePx }) => modulePx === 0);
  const symbols = results.filter(({ modulePx }) => modulePx > 0);
  return [
    ...table("height of an MRZ's capitals", zones, HEIGHT_EDGES, ({ heightPx }) => heightPx, BLUR_EDGES),
    "",
    ...table(
      "width of a PDF417's module",
      symbols,
      MODULE_EDGES,
      ({ modulePx }) => modulePx,
      MODULE_BLUR_EDGES,
    ),
  ].join("\n");
}

/** Rows by a size in pixels, columns by blur as a share of it. */
function table(
  title: string,
  results: readonly PhotoResult[],
  sizes: readonly number[],
  sizeOf: (result: PhotoResult) => number,
  blurs: readonly number[],
): string[] {
  const cells = (some: readonly PhotoResult[]) => [
    ...byClass(some, blurs, ({ blur }) => blur).map((one) => cell(one.results)),
    cell(some),
  ];
  const columns = blurs.slice(0, -1).map((from, at) => `blur ${from}-${blurs[at + 1]}`);
  return [
    row([title, ...columns, "all"]),
    row(["---", ...columns.map(() => "---"), "---"]),
    ...byClass(results, sizes, sizeOf).map(({ from, to, results: some }) =>
      row([`${from}-${to} px`, ...cells(some)]),
    ),
    row(["all", ...cells(results)]),
  ];
}

const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;

/** The figures that a release is held against, as plain data. */
export function reportFigures(results: readonly PhotoResult[]): object {
  const zones = results.filter(({ modulePx }) => modulePx === 0);
  const readable = zones.filter(({ heightPx }) => heightPx >= 8);
  const symbols = results.filter(({ modulePx }) => modulePx > 0);
  const sharp = symbols.filter(({ blur, glare }) => blur <= 0.5 && !glare);
  const cpu = results
    .filter(({ megapixels }) => megapixels <= 2)
    .flatMap(({ cpuMs }) => (cpuMs === null ? [] : [cpuMs]))
    .sort((one, other) => one - other);
  return {
    photos: results.length,
    mrz: rateOf(zones),
    mrzFrom8Px: rateOf(readable),
    mrzFrom8PxBlurBelow10: rateOf(readable.filter(({ blur, glare }) => blur < 0.1 && !glare)),
    // A stroke of OCR-B is .14 of a capital's height.
    mrzFrom8PxBlurBelow15: rateOf(readable.filter(({ blur }) => blur < 0.15)),
    pdf417: rateOf(symbols),
    pdf417From2Px: rateOf(sharp.filter(({ modulePx }) => modulePx >= 2)),
    pdf417From1_5To2Px: rateOf(sharp.filter(({ modulePx }) => modulePx >= 1.5 && modulePx < 2)),
    falseAcceptSeeds: results.filter(({ falseAccept }) => falseAccept).map(({ seed }) => seed),
    cpuP50Ms: percentile(cpu, 0.5),
    cpuP90Ms: percentile(cpu, 0.9),
  };
}
