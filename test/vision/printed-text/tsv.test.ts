import { describe, expect, it } from "vitest";
import { toPgm } from "../../../src/vision/printed-text/pgm.ts";
import { linesOfTsv } from "../../../src/vision/printed-text/tsv.ts";

describe("Tesseract's table of words", () => {
  it("becomes lines of words with boxes and confidences of 0-1", () => {
    const tsv = [
      "4\t1\t1\t1\t1\t0\t10\t20\t200\t18\t-1\t",
      "5\t1\t1\t1\t1\t1\t10\t20\t80\t18\t96.5\tDATE",
      "5\t1\t1\t1\t1\t2\t95\t20\t30\t18\t90\tOF",
      "5\t1\t2\t1\t1\t1\t10\t60\t40\t18\t-1\tX",
      "5\t1\t3\t1\t1\t1\t10\t90\t40\t18\t12\t ",
    ].join("\n");
    expect(linesOfTsv(tsv)).toEqual([
      {
        words: [
          { text: "DATE", confidence: 0.965, box: { x: 10, y: 20, width: 80, height: 18 } },
          { text: "OF", confidence: 0.9, box: { x: 95, y: 20, width: 30, height: 18 } },
        ],
      },
      { words: [{ text: "X", confidence: 0, box: { x: 10, y: 60, width: 40, height: 18 } }] },
    ]);
  });
});

describe("a portable graymap", () => {
  it("is its header and the bytes of its pixels", () => {
    const file = toPgm({ data: Uint8Array.of(0, 128, 255, 7), width: 2, height: 2 });
    expect(new TextDecoder().decode(file.subarray(0, 11))).toBe("P5\n2 2\n255\n");
    expect([...file.subarray(11)]).toEqual([0, 128, 255, 7]);
  });
});
