import wasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { makeNet } from "../../../src/vision/runtime/executor.ts";
import { startTf, type Tf } from "../../../src/vision/runtime/tf.ts";

/** A net of the given nodes over the input `x`; each weight is its shape and its values. */
function netOf(tf: Tf, nodes: object[], weights: Record<string, [number[], number[]]> = {}) {
  let offset = 0;
  const listed: Record<string, object> = {};
  for (const [name, [shape, values]] of Object.entries(weights)) {
    listed[name] = { dtype: "float32", shape, offset };
    offset += values.length * 4;
  }
  const bin = Float32Array.from(Object.values(weights).flatMap(([, values]) => values));
  const json = { inputs: ["x"], outputs: ["y"], nodes, weights: listed };
  return makeNet(tf, json, new Uint8Array(bin.buffer));
}

const conv = {
  op: "Conv",
  in: ["x"],
  out: "y",
  filter: "f",
  depthwise: false,
  strides: [1, 1],
  pads: [0, 0, 0, 0],
  dilations: [1, 1],
  activation: "linear",
};
const ramp = (length: number, from = 0) => Float32Array.from({ length }, (_, at) => at + from);

describe("the executor on the WASM backend", () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startTf(wasm);
  });

  it("pads a convolution top, left, bottom and right as told, and fuses PReLU", () => {
    const nodes = [{ ...conv, pads: [1, 1, 0, 0], bias: "b", activation: "prelu", alpha: "a" }];
    const weights = {
      f: [
        [2, 2, 1, 1],
        [1, 2, 3, 4],
      ],
      b: [[1], [-20]],
      a: [[1], [0.5]],
    } as const;
    const net = netOf(tf, nodes, weights as unknown as Record<string, [number[], number[]]>);
    // 2×2 picture 1 2 / 3 4 with a row above and a column on the left: 4 11 / 14 30, less 20, halved below 0.
    expect([...(net.run(ramp(4, 1), [1, 2, 2, 1])[0] ?? [])]).toEqual([-8, -4.5, -3, 10]);
  });

  it("keeps the channels of a depthwise convolution apart", () => {
    const net = netOf(tf, [{ ...conv, depthwise: true }], {
      f: [
        [1, 1, 2, 1],
        [10, 100],
      ],
    });
    expect([...(net.run(ramp(4, 1), [1, 1, 2, 2])[0] ?? [])]).toEqual([10, 200, 30, 400]);
  });

  it("pools the largest, and padding is never the largest", () => {
    const pool = { op: "MaxPool", in: ["x"], out: "y", kernel: [2, 2], strides: [2, 2], pads: [1, 1, 1, 1] };
    const negative = Float32Array.of(-1, -2, -3, -4);
    expect([...(netOf(tf, [pool]).run(negative, [1, 2, 2, 1])[0] ?? [])]).toEqual([-1, -2, -3, -4]);
  });

  it.each([
    ["Relu", [{ op: "Relu", in: ["x"], out: "y" }], [0, 0, 1, 2]],
    ["Add with a weight", [{ op: "Add", in: ["x", "w"], out: "y" }], [9, 10, 11, 12]],
    ["Sub", [{ op: "Sub", in: ["w", "x"], out: "y" }], [11, 10, 9, 8]],
    ["Slice to the end", [{ op: "Slice", in: ["x"], out: "y", axis: 1, start: 1, length: -1 }], [0, 1, 2]],
    [
      "Transpose",
      [
        { op: "Reshape", in: ["x"], out: "r", shape: [2, 2] },
        { op: "Transpose", in: ["r"], out: "y", perm: [1, 0] },
      ],
      [-1, 1, 0, 2],
    ],
    ["Concat", [{ op: "Concat", in: ["x", "x"], out: "y", axis: 1 }], [-1, 0, 1, 2, -1, 0, 1, 2]],
  ])("computes %s", (_, nodes, expected) => {
    expect([...(netOf(tf, nodes, { w: [[1], [10]] }).run(ramp(4, -1), [1, 4])[0] ?? [])]).toEqual(expected);
  });

  it("gives Softmax that sums to one, and a mean over the picture", () => {
    const [softmax] = netOf(tf, [{ op: "Softmax", in: ["x"], out: "y" }]).run(ramp(4), [1, 4]);
    expect(softmax?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    const mean = netOf(tf, [{ op: "GlobalAveragePool", in: ["x"], out: "y" }]);
    expect([...(mean.run(ramp(8), [1, 2, 2, 2])[0] ?? [])]).toEqual([3, 4]);
  });

  it("leaves no tensor behind, however often it runs, and gives its weights back", () => {
    const before = tf.tensorCount();
    const net = netOf(tf, [conv], { f: [[1, 1, 1, 1], [2]] });
    for (let times = 0; times < 20; times++) net.run(ramp(4), [1, 2, 2, 1]);
    expect(tf.tensorCount()).toBe(before + 1);
    expect(() => net.run(ramp(4), [1, 4])).toThrow(); // a wrong shape must not leak either
    expect(tf.tensorCount()).toBe(before + 1);
    net.dispose();
    expect(tf.tensorCount()).toBe(before);
  });

  it("runs nets again after it was stopped and started anew", async () => {
    tf.stop();
    tf = await startTf(wasm);
    const net = netOf(tf, [conv], { f: [[1, 1, 1, 1], [2]] });
    expect([...(net.run(ramp(4), [1, 2, 2, 1])[0] ?? [])]).toEqual([0, 2, 4, 6]);
  });
});
