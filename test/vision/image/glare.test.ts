import { describe, expect, it } from "vitest";
import { measureGlare } from "../../../src/vision/image/glare.ts";
import type { GrayPicture } from "../../../src/vision/image/gray.ts";

const WIDTH = 480;
const HEIGHT = 320;

function draw(luma: (x: number, y: number) => number): GrayPicture {
  const data = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
    Math.max(0, Math.min(255, Math.round(luma(at % WIDTH, Math.floor(at / WIDTH))))),
  );
  return { data, width: WIDTH, height: HEIGHT };
}

/** Light of a lamp over `paper`: it clips within `radius` of its middle and loses `fall` of luma with each pixel beyond. */
const lamp = (paper: number, centre: readonly [number, number], radius: number, fall = 3) =>
  draw((x, y) =>
    Math.max(paper, 254 - fall * Math.max(0, Math.hypot(x - centre[0], y - centre[1]) - radius)),
  );

/** White on the first `margin` pixels, a page of `paper` behind it, and an edge `width` pixels wide between them. */
const scan = (paper: number, margin: number, width: number, shade = (_: number) => 0) =>
  draw((x) => 255 - (255 - paper) * Math.max(0, Math.min(1, (x - margin) / width)) - shade(x - margin));

describe("measureGlare", () => {
  it("finds a lamp on a pale page whose light reaches the picture's edges", () => {
    for (const [centre, radius] of [
      [[240, 160], 190],
      [[60, 60], 130],
      [[470, 160], 150],
    ] as const) {
      const clipped = lamp(225, centre, radius);
      const share = clipped.data.filter((value) => value >= 254).length / clipped.data.length;
      expect(measureGlare(clipped), `lamp at ${centre}`).toBeCloseTo(share, 1);
      expect(share).toBeGreaterThan(0.12);
    }
  });

  it("finds the same lamp within the page", () => {
    expect(measureGlare(lamp(225, [240, 160], 100))).toBeGreaterThan(0.15);
  });

  it("takes the white beside a scanned page for no lamp, however soft the page's edge", () => {
    for (const paper of [200, 225, 240, 250])
      for (const width of [1, 3, 8])
        expect(measureGlare(scan(paper, 120, width)), `paper ${paper}, edge ${width}`).toBe(0);
  });

  it("takes no white for a lamp that a darker page's shade goes on beside", () => {
    expect(measureGlare(scan(245, 120, 2, (away) => Math.max(0, Math.min(60, 3 * away))))).toBe(0);
  });

  it("takes no white for a lamp that a pale page begins beside at once, evenly lit or not", () => {
    expect(measureGlare(scan(245, 120, 1, (away) => Math.max(0, Math.min(20, away / 2))))).toBe(0);
  });

  it("takes no white for a lamp that a soft edge ends, with a page behind it that is not evenly lit", () => {
    expect(measureGlare(scan(233, 120, 8, (away) => Math.max(0, Math.min(6, (away - 8) / 2))))).toBe(0);
  });

  it("takes no white for a lamp beside a page that is nearly as white", () => {
    const page = draw((x) => (x < 120 ? 255 : Math.max(250, 253 - Math.floor((x - 120) / 5))));
    expect(measureGlare(page)).toBe(0);
  });

  it("takes no white for a lamp that lies along most of the border", () => {
    const page = draw((x, y) => {
      const away = 60 - Math.min(x, y, WIDTH - 1 - x, HEIGHT - 1 - y);
      return Math.max(225, 254 + 2 * Math.min(0, away));
    });
    expect(measureGlare(page)).toBe(0);
  });

  it("measures nothing where all is white", () => {
    expect(measureGlare(draw(() => 255))).toBe(0);
  });
});
