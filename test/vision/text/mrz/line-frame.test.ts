import { describe, expect, it } from "vitest";
import { curveAt } from "../../../../src/vision/text/mrz/fit-curve.ts";
import { centreAt, type LineFrame, pointAt, reversed } from "../../../../src/vision/text/mrz/line-frame.ts";
import { neighbourDistance, numberedAs } from "../../../../src/vision/text/mrz/neighbours.ts";

const frame: LineFrame = {
  x: 300,
  y: 200,
  angle: 0.1,
  from: -250,
  to: 250,
  centre: [3, 0.02, 0.0001],
  cap: [20, 0.01],
};

describe("a line's frame", () => {
  it("names the same points when it is read from the other end", () => {
    const other = reversed(frame);
    for (const u of [-200, -10, 0, 150]) {
      const [x, y] = pointAt(frame, u, centreAt(frame, u));
      const [rx, ry] = pointAt(other, -u, centreAt(other, -u));
      expect(rx).toBeCloseTo(x, 6);
      expect(ry).toBeCloseTo(y, 6);
    }
  });
});

describe("neighbours", () => {
  const flat = { ...frame, angle: 0, centre: [0, 0, 0] as const };
  const base = { frame: flat, places: [-200, 10, 0] as const, count: 41, trust: 1 };

  it("are lines of like pitch at the distance of an MRZ's lines", () => {
    const below = { ...base, frame: { ...flat, y: 225 } };
    expect(neighbourDistance(base, below)).toBeCloseTo(2.5, 6);
    expect(neighbourDistance(below, base)).toBeCloseTo(-2.5, 6);
    expect(neighbourDistance(base, { ...base, frame: { ...flat, y: 260 } })).toBeNull();
    expect(neighbourDistance(base, { ...below, places: [-200, 14, 0] })).toBeNull();
    expect(neighbourDistance(base, { ...below, frame: reversed(below.frame) })).toBeNull();
  });

  it("are numbered by the cells beside them, whatever their own frame", () => {
    const other = {
      frame: { ...flat, x: 330, y: 225 },
      places: [-198, 10, 0] as const,
      count: 37,
      trust: 1,
    };
    const numbered = numberedAs(base, other);
    expect(numbered.count).toBe(41);
    // Its cell 3 lay at 330 - 198 + 30 = 162, beside the base's cell 6 at 160.
    expect(curveAt(numbered.places, 6)).toBeCloseTo(-168, 6);
  });
});
