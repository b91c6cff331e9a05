import { describe, expect, it } from "vitest";
import type { CharacterRun } from "../../../../src/vision/text/mrz/character-runs.ts";
import { curveAt } from "../../../../src/vision/text/mrz/fit-curve.ts";
import { fitPitch } from "../../../../src/vision/text/mrz/fit-pitch.ts";

const run = (centre: number, columns = 2): CharacterRun => ({ kind: 5, centre, columns, probability: 0.95 });
const even = (count: number, step: number, from = 3) =>
  Array.from({ length: count }, (_, at) => run(from + at * step));

describe("the pitch of a line", () => {
  it("is found with the place of each character", () => {
    const pitch = fitPitch(even(44, 4), 20);
    expect(pitch?.count).toBe(44);
    expect(pitch?.step).toBeCloseTo(4, 5);
    expect(curveAt(pitch?.curve ?? [0, 0, 0], 10)).toBeCloseTo(43, 4);
  });

  it("keeps count where characters are missing or touch", () => {
    const runs = even(44, 4).filter((_, at) => ![7, 8, 9, 20, 33].includes(at));
    runs.splice(10, 2, run(((runs[10]?.centre ?? 0) + (runs[11]?.centre ?? 0)) / 2, 7));
    expect(fitPitch(runs, 20)?.count).toBe(44);
  });

  it("follows perspective, in which the spacing grows along the line", () => {
    const runs = Array.from({ length: 44 }, (_, at) => run(3 + at * 3.8 + at * at * 0.007));
    const pitch = fitPitch(runs, 20);
    expect(pitch?.count).toBe(44);
    expect(pitch?.rms).toBeLessThan(0.02);
    expect(curveAt(pitch?.curve ?? [0, 0, 0], 43)).toBeCloseTo(3 + 43 * 3.8 + 43 * 43 * 0.007, 1);
  });

  it("is not that of one stray mark between characters", () => {
    const pitch = fitPitch([...even(20, 4), run(83.9), ...even(20, 4, 87)], 20);
    expect(pitch?.count).toBe(41);
  });

  it("is null for too few characters, and for none", () => {
    expect(fitPitch(even(6, 4), 12)).toBeNull();
    expect(fitPitch([], 0)).toBeNull();
  });
});
