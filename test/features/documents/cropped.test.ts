import { describe, expect, it } from "vitest";
import { isCropped, withCrop } from "../../../src/features/documents/cropped.ts";
import type { Polygon } from "../../../src/vision/ports/picture.ts";
import { GOOD_QUALITY } from "../../support/vision.ts";

const picture = { format: "jpeg", width: 1000, height: 700, orientation: 1 } as const;
const box = (left: number, top: number, right: number, bottom: number): Polygon => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const zone = (polygon: Polygon) => ({ lines: [{ polygon }] });
const NOTHING = { picture, mrz: null, barcodes: [], portrait: null };

describe("isCropped", () => {
  it.each<[string, Parameters<typeof isCropped>[0], boolean]>([
    ["nothing found", NOTHING, false],
    // A page scanned to its very edge: 6 of 125 mm beside the zone, and 7 below (ICAO 9303-4 §4.2).
    ["a zone on a page that fills the picture", { ...NOTHING, mrz: zone(box(48, 600, 962, 640)) }, false],
    ["a zone that runs out of the picture", { ...NOTHING, mrz: zone(box(48, 600, 998, 640)) }, true],
    ["a zone found beyond the picture", { ...NOTHING, mrz: zone(box(-6, 600, 900, 640)) }, true],
    ["a zone on the picture's lower edge", { ...NOTHING, mrz: zone(box(48, 655, 962, 698)) }, true],
    ["a barcode near the edge", { ...NOTHING, barcodes: [{ polygon: box(8, 400, 900, 560) }] }, false],
    ["a barcode at the edge", { ...NOTHING, barcodes: [{ polygon: box(1, 400, 900, 560) }] }, true],
    ["a portrait", { ...NOTHING, portrait: { x: 40, y: 90, width: 200, height: 260 } }, false],
    ["a portrait cut off", { ...NOTHING, portrait: { x: 0, y: 90, width: 200, height: 260 } }, true],
  ])("of %s", (_what, found, cropped) => {
    expect(isCropped(found)).toBe(cropped);
  });

  it("adds its reason to a picture's quality, once", () => {
    const once = withCrop(GOOD_QUALITY, true);
    expect(once).toMatchObject({ acceptable: false, issues: ["IMAGE_CROPPED"] });
    expect(withCrop(once, true)).toEqual(once);
    expect(withCrop(GOOD_QUALITY, false)).toBe(GOOD_QUALITY);
  });
});
