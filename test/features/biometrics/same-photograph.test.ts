import { describe, expect, it } from "vitest";
import { printCorrelation } from "../../../src/features/biometrics/same-photograph.ts";

const SIDE = 48;
type Scene = (x: number, y: number) => number;

/** Waves that repeat nowhere within a print, so that no shift brings another scene to look the same. */
const scene =
  (seed: number): Scene =>
  (x, y) =>
    128 +
    40 * Math.sin(x * (0.31 + seed * 0.07) + seed) +
    35 * Math.sin(y * (0.27 + seed * 0.05) + 2 * seed) +
    25 * Math.sin((x + y) * (0.19 + seed * 0.09));
const print = (of: Scene) =>
  Uint8Array.from({ length: SIDE * SIDE }, (_, at) =>
    Math.max(0, Math.min(255, of(at % SIDE, Math.floor(at / SIDE)))),
  );

describe("two prints are one photograph", () => {
  const original = print(scene(1));
  it.each<[string, Scene]>([
    ["darker and flatter", (x, y) => scene(1)(x, y) * 0.5 + 20],
    ["under light from the left", (x, y) => scene(1)(x, y) * 0.7 + x],
    ["two pixels aside", (x, y) => scene(1)(x - 2, y + 1)],
    ["a little larger", (x, y) => scene(1)((x - 23.5) / 1.05 + 23.5, (y - 23.5) / 1.05 + 23.5)],
    ["slightly turned", (x, y) => scene(1)(x - 0.05 * (y - 23.5), y + 0.05 * (x - 23.5))],
    ["with noise", (x, y) => scene(1)(x, y) + (((x * 37 + y * 91) % 17) - 8)],
  ])("when one is %s", (_, changed) => {
    expect(printCorrelation(original, print(changed))).toBeGreaterThan(0.95);
  });

  it("but not when they show different things", () => {
    for (const seed of [2, 3, 4]) expect(printCorrelation(original, print(scene(seed)))).toBeLessThan(0.8);
  });

  it("and never when one shows nothing, or is of another size", () => {
    expect(printCorrelation(original, new Uint8Array(SIDE * SIDE))).toBeLessThanOrEqual(0);
    expect(printCorrelation(original, new Uint8Array(10))).toBe(0);
  });
});
