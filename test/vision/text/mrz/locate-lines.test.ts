import { describe, expect, it } from "vitest";
import { locateLines } from "../../../../src/vision/text/mrz/locate-lines.ts";

const WIDTH = 600;
const HEIGHT = 300;

/** White paper with dashes as characters along a slanted line. */
function paper(y: number, slope: number, ink = 40) {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(230);
  for (let character = 0; character < 40; character++)
    for (let dx = 0; dx < 5; dx++)
      for (let dy = -6; dy < 6; dy++) {
        const x = 60 + character * 12 + dx;
        data[Math.round(y + dy + slope * (x - WIDTH / 2)) * WIDTH + x] = ink;
      }
  return { data, width: WIDTH, height: HEIGHT };
}

describe("locating lines of print", () => {
  it.each([
    [0, 40],
    [0.12, 40],
    [-0.2, 150],
  ])("finds one of slope %f and ink %i", (slope, ink) => {
    const [band, ...others] = locateLines(paper(150, slope, ink), { radius: 10, gap: 14 });
    expect(others).toHaveLength(0);
    expect(band?.angle).toBeCloseTo(Math.atan(slope), 1);
    expect(Math.abs((band?.y ?? 0) - 150)).toBeLessThan(3);
    expect(band?.height).toBeGreaterThan(8);
    expect(band?.height).toBeLessThan(20);
  });

  it("finds none on blank paper, and none in a short word", () => {
    const blank = { data: new Uint8Array(WIDTH * HEIGHT).fill(200), width: WIDTH, height: HEIGHT };
    expect(locateLines(blank, { radius: 10, gap: 14 })).toEqual([]);
    const word = paper(150, 0);
    for (let y = 0; y < HEIGHT; y++) word.data.fill(230, y * WIDTH + 130, (y + 1) * WIDTH);
    expect(locateLines(word, { radius: 10, gap: 14 })).toEqual([]);
  });
});
