import { describe, expect, it } from "vitest";
import { plotByHeight } from "../../../scripts/photos/plot.ts";
import { reportFigures, reportTables } from "../../../scripts/photos/report.ts";
import type { PhotoResult } from "../../../scripts/photos/result.ts";

const aResult = (more: Partial<PhotoResult>): PhotoResult => ({
  seed: 1,
  kind: "TD3",
  heightPx: 9,
  blur: 0.02,
  modulePx: 0,
  glare: false,
  megapixels: 1,
  found: true,
  valid: true,
  exact: true,
  falseAccept: null,
  cpuMs: 500,
  ...more,
});
const results = [
  aResult({}),
  aResult({ seed: 2, valid: false, exact: false }),
  aResult({ seed: 3, heightPx: 6, blur: 0.17, found: false, valid: false, exact: false, cpuMs: 4000 }),
  aResult({ seed: 4, exact: false, falseAccept: { truth: "A", read: "B" }, megapixels: 3, cpuMs: 9000 }),
  aResult({ seed: 5, modulePx: 1.2, kind: "aamva" }),
];

describe("the report on photographs", () => {
  it("counts by height and blur, barcodes apart", () => {
    const tables = reportTables(results);
    expect(tables).toContain("| 8-10 px | 67 % · 33 % (3) | - | - | - | 67 % · 33 % (3) |");
    expect(tables).toContain("| 1-1.3 px | 100 % · 100 % (1) | - | - | - | 100 % · 100 % (1) |");
  });

  it("names the seed of every false accept, and times pictures of at most two megapixels", () => {
    expect(reportFigures(results)).toMatchObject({
      photos: 5,
      mrz: { photos: 4, valid: 2, exact: 1, falseAccepts: 1 },
      mrzFrom8Px: { photos: 3 },
      falseAcceptSeeds: [4],
      cpuP50Ms: 500,
      cpuP90Ms: 4000,
    });
  });

  it("draws a line for each class of blur that was photographed", () => {
    const svg = plotByHeight(results);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).toContain("4 synthetic photographs");
  });
});
