import { describe, expect, it } from "vitest";
import { tracesOf } from "../../../src/features/documents/traces.ts";
import type { ForensicsReading, JpegHistory } from "../../../src/vision/ports/forensics.ts";

/** A map of 6 by 4 cells of 10 pixels, all in agreement but for one 2x2 patch from (4, 1) on. */
const history: JpegHistory = {
  doubled: 3,
  cellPx: 10,
  columns: 6,
  rows: 4,
  evidence: Array.from({ length: 24 }, (_, at) =>
    at % 6 >= 4 && Math.floor(at / 6) >= 1 && Math.floor(at / 6) < 3 ? -7 : 2,
  ),
  counts: new Array(24).fill(5),
};
const measured: ForensicsReading = {
  finePattern: { tiles: 9, luma: 0.5, chroma: 0.25 },
  colour: 0.3,
  jpegHistory: history,
};
const upright = { format: "jpeg", width: 60, height: 40, orientation: 1 } as const;
const onSide = { format: "jpeg", width: 40, height: 60 } as const;

describe("tracesOf", () => {
  it("finds the part that contradicts the rest most", () => {
    expect(tracesOf(measured, upright, null, null)).toEqual({
      tiles: 9,
      pattern: 0.25,
      colour: 0.3,
      part: { evidence: -28, count: 20 },
      portrait: null,
      editedWith: null,
    });
  });

  // Where the patch of the file lies when the picture is held upright (EXIF 2.32 §4.6.4).
  it.each([
    [1, upright, { x: 40, y: 10 }],
    [2, upright, { x: 0, y: 10 }],
    [3, upright, { x: 0, y: 10 }],
    [4, upright, { x: 40, y: 10 }],
    [5, onSide, { x: 10, y: 40 }],
    [6, onSide, { x: 10, y: 40 }],
    [7, onSide, { x: 10, y: 0 }],
    [8, onSide, { x: 10, y: 0 }],
  ])("finds a portrait in the file under orientation %i", (orientation, sides, place) => {
    const box = { ...place, width: 20, height: 20 };
    expect(tracesOf(measured, { ...sides, orientation }, box, null).portrait).toEqual({
      evidence: -28,
      count: 20,
    });
  });

  it("compares no portrait in a picture that was saved once, and nothing without a history", () => {
    const box = { x: 0, y: 0, width: 40, height: 40 };
    const once = { ...measured, jpegHistory: { ...history, doubled: 0 } };
    expect(tracesOf(once, upright, box, null)).toMatchObject({ portrait: null });
    expect(tracesOf({ ...measured, jpegHistory: null }, upright, box, "GIMP")).toMatchObject({
      part: null,
      portrait: null,
      editedWith: "GIMP",
    });
  });
});
