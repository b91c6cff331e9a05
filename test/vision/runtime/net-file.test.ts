import { describe, expect, it } from "vitest";
import { readNet } from "../../../src/vision/runtime/net-file.ts";

const relu = { inputs: ["x"], outputs: ["y"], nodes: [{ op: "Relu", in: ["x"], out: "y" }], weights: {} };

describe("a net file", () => {
  it("yields float32 weights from any offset", () => {
    const bin = new Uint8Array(7);
    bin.set(new Uint8Array(Float32Array.of(1.5).buffer), 3);
    const json = { ...relu, weights: { w: { dtype: "float32", shape: [1], offset: 3 } } };
    expect([...readNet(json, bin).weights()]).toEqual([["w", { shape: [1], values: Float32Array.of(1.5) }]]);
  });

  it("widens int8 weights with one scale for each output channel", () => {
    const weight = { dtype: "int8", shape: [2, 2], offset: 0, scales: [0.5, 2] };
    const bin = new Uint8Array(Int8Array.of(1, 1, -4, -4).buffer);
    const [entry] = readNet({ ...relu, weights: { w: weight } }, bin).weights();
    expect(entry?.[1].values).toEqual(Float32Array.of(0.5, 2, -2, -8));
  });

  it.each([
    ["an unknown operator", { ...relu, nodes: [{ op: "Gru", in: ["x"], out: "y" }] }, /./],
    ["an unknown key", { ...relu, comment: "hello" }, /./],
    ["an operand that nothing makes", { ...relu, nodes: [{ op: "Add", in: ["x", "z"], out: "y" }] }, /z/],
    ["an output that nothing makes", { ...relu, outputs: ["q"] }, /q/],
  ])("with %s is refused", (_, json, message) => {
    expect(() => readNet(json, new Uint8Array())).toThrow(message);
  });

  it("whose weights end beyond the file is refused", () => {
    const json = { ...relu, weights: { w: { dtype: "float32", shape: [3], offset: 0 } } };
    expect(() => [...readNet(json, new Uint8Array(8)).weights()]).toThrow("w ends beyond");
  });
});
