import { describe, expect, it } from "vitest";
import { type GrayPicture, resizeGray } from "../../../src/vision/image/gray.ts";
import { measureQuality } from "../../../src/vision/image/quality.ts";

const WIDTH = 1024;
const HEIGHT = 720;

/** Lines of bars 2-5 px wide on paper: what print looks like at the working size. */
function print(ink = 40, paper = 225): GrayPicture {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(paper);
  for (let y = 60; y < HEIGHT - 60; y++) {
    if (y % 36 > 18) continue;
    for (let x = 60; x < WIDTH - 60; x++)
      if ((x * 7 + Math.floor(y / 36) * 13) % 17 < 7) data[y * WIDTH + x] = ink;
  }
  return { data, width: WIDTH, height: HEIGHT };
}

/** Softened by shrinking and enlarging again. */
const softened = (picture: GrayPicture, factor: number): GrayPicture =>
  resizeGray(resizeGray(picture, Math.round(WIDTH / factor), Math.round(HEIGHT / factor)), WIDTH, HEIGHT);

/** A lamp's reflection: clipped in the middle, fading over `fade` pixels. */
function withLamp(picture: GrayPicture, radius: number, fade: number): GrayPicture {
  const data = picture.data.map((value, at) => {
    const away = Math.hypot((at % WIDTH) - 500, Math.floor(at / WIDTH) - 350) - radius;
    return Math.min(255, value + Math.max(0, 255 * (1 - Math.max(0, away) / fade)));
  });
  return { ...picture, data };
}

describe("measureQuality", () => {
  it("finds nothing wrong with crisp print", () => {
    expect(measureQuality(print())).toMatchObject({ acceptable: true, issues: [] });
  });

  it("tells a blurred picture, and does so at any contrast", () => {
    expect(measureQuality(softened(print(), 8)).issues).toContain("IMAGE_BLURRED");
    expect(measureQuality(softened(print(150, 190), 8)).issues).toContain("IMAGE_BLURRED");
    expect(measureQuality(print(150, 190)).issues).not.toContain("IMAGE_BLURRED");
  });

  it("falls in sharpness the more a picture is softened", () => {
    const scores = [1, 2, 4, 8].map((factor) => measureQuality(softened(print(), factor)).sharpness);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect((scores[0] as number) - (scores[3] as number)).toBeGreaterThan(0.4);
  });

  it("takes a lamp's reflection for glare, and its share for the share of pixels lost", () => {
    const { glare, issues } = measureQuality(withLamp(print(), 170, 120));
    expect(issues).toContain("IMAGE_GLARE");
    expect(glare).toBeGreaterThan((Math.PI * 170 ** 2) / (WIDTH * HEIGHT));
  });

  it("does not take white paper with printed edges for glare", () => {
    expect(measureQuality(print(40, 255))).toMatchObject({ glare: 0, issues: [] });
  });

  it("tells a dark picture and one that is too small", () => {
    const dark = { ...print(), data: print().data.map((value) => value * 0.12) };
    expect(measureQuality(dark).issues).toContain("IMAGE_TOO_DARK");
    expect(measureQuality(resizeGray(print(), 256, 180)).issues).toContain("IMAGE_TOO_SMALL");
  });

  it("gives scores between 0 and 1 for pictures with nothing on them", () => {
    for (const value of [0, 128, 255]) {
      const { sharpness, glare, brightness, contrast } = measureQuality({
        data: new Uint8Array(100 * 70).fill(value),
        width: 100,
        height: 70,
      });
      for (const score of [sharpness, glare, brightness, contrast]) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });
});
