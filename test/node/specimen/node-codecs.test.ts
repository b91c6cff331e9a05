import { describe, expect, it } from "vitest";
import { createCanvas, fillRectangle } from "../../../scripts/specimen/canvas.ts";
import { decodeJpegFile, encodeJpegFile } from "../../../scripts/specimen/node-codecs.ts";
import { seededDraw } from "../../../scripts/specimen/seeded.ts";

describe("encodeJpegFile", () => {
  it.each([2, 3])("keeps every module of a dense symbol, %i pixels wide", async (side) => {
    const symbol = createCanvas(240, 180, [255, 255, 255]);
    const draw = seededDraw(1);
    for (let y = 0; y < symbol.height; y += side)
      for (let x = 0; x < symbol.width; x += side)
        if (draw.unit() < 0.5) fillRectangle(symbol, x, y, side, side, [0, 0, 0]);
    const { data } = await decodeJpegFile(await encodeJpegFile(symbol, 75));
    const wrong = symbol.data.filter((value, at) => at % 4 === 0 && value > 127 !== (data[at] ?? 0) > 127);
    expect(wrong).toHaveLength(0);
  });
});
