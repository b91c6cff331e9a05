import { describe, expect, it } from "vitest";
import { readFaceApi } from "../../../scripts/models/face-api-read.ts";

const manifest = (...weights: object[]) => new TextEncoder().encode(JSON.stringify([{ weights }]));
const bytes = {
  name: "b",
  shape: [2],
  dtype: "float32",
  quantization: { dtype: "uint8", scale: 0.5, min: -1 },
};
const floats = { name: "f", shape: [1, 2], dtype: "float32" };
const values = [...new Uint8Array(Float32Array.of(1.5, -2).buffer)];

describe("a face-api model", () => {
  it("yields bytes as scale and least say, and floats as they stand, wherever they begin", () => {
    const tensors = readFaceApi(manifest({ ...bytes, shape: [1] }, floats), Uint8Array.from([4, ...values]));
    expect([...(tensors.get("b")?.values ?? [])]).toEqual([1]);
    expect(tensors.get("f")).toEqual({ shape: [1, 2], values: Float32Array.of(1.5, -2) });
  });

  it("reads a Buffer's own bytes only, though its memory is shared", () => {
    const shared = Buffer.concat([Buffer.from(values), Buffer.from([9, 9])]).subarray(0, 8);
    expect(readFaceApi(manifest(floats), shared).get("f")?.values).toHaveLength(2);
  });

  it.each([
    ["shorter", [1]],
    ["longer", [1, 2, 3]],
  ])("refuses a file that is %s than its manifest says", (_, bin) => {
    expect(() => readFaceApi(manifest(bytes), Uint8Array.from(bin))).toThrow("face-api");
  });
});
