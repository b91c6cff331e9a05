import { describe, expect, it } from "vitest";
import { convertOnnx } from "../../../scripts/models/onnx-convert.ts";
import { readOnnx } from "../../../scripts/models/onnx-read.ts";
import { readVarint } from "../../../scripts/models/protobuf.ts";
import { readNet } from "../../../src/vision/runtime/net-file.ts";

const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
/** A length-delimited field. */
const part = (number: number, bytes: number[]) => [
  ...varint(number * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const int = (number: number, value: number) => [...varint(number * 8), ...varint(value)];
const floats = (values: number[]) => [...new Uint8Array(Float32Array.from(values).buffer)];
const ints = (name: string, values: number[]) =>
  part(5, [...part(1, utf8(name)), ...values.flatMap((v) => int(8, v))]);
const node = (op: string, inputs: string[], out: string, attributes: number[] = []) =>
  part(1, [
    ...inputs.flatMap((name) => part(1, utf8(name))),
    ...part(2, utf8(out)),
    ...part(4, utf8(op)),
    ...attributes,
  ]);
const tensor = (name: string, dims: number[], values: number[]) =>
  part(5, [
    ...dims.flatMap((d) => int(1, d)),
    ...int(2, 1),
    ...part(8, utf8(name)),
    ...part(9, floats(values)),
  ]);
const input = (name: string, dims: number[]) =>
  part(11, [
    ...part(1, utf8(name)),
    ...part(
      2,
      part(
        1,
        part(
          2,
          dims.flatMap((d) => part(1, int(1, d))),
        ),
      ),
    ),
  ]);
const model = (...graph: number[][]) => Uint8Array.from(part(7, graph.flat()));
const output = (name: string) => part(12, part(1, utf8(name)));

const convAttributes = [...ints("strides", [2, 2]), ...ints("pads", [1, 0, 0, 1])];

describe("an ONNX file", () => {
  it("becomes a net whose filter is turned from OIHW to HWIO, with the activation after it fused", () => {
    const file = model(
      input("x", [1, 2, 8, 8]),
      tensor("w", [1, 2, 1, 2], [1, 2, 3, 4]),
      tensor("b", [1], [5]),
      node("Conv", ["x", "w", "b"], "c", convAttributes),
      node("Relu", ["c"], "y"),
      output("y"),
    );
    const { json, bin } = convertOnnx(readOnnx(file));
    expect(json.nodes).toEqual([
      expect.objectContaining({
        op: "Conv",
        out: "y",
        activation: "relu",
        strides: [2, 2],
        pads: [1, 0, 0, 1],
      }),
    ]);
    const weights = new Map(readNet(json, bin).weights());
    expect(weights.get("w")).toEqual({ shape: [1, 2, 2, 1], values: Float32Array.of(1, 3, 2, 4) });
  });

  it("keeps an activation apart when something else reads the convolution too", () => {
    const file = model(
      input("x", [1, 1, 4, 4]),
      tensor("w", [1, 1, 1, 1], [1]),
      node("Conv", ["x", "w"], "c"),
      node("Relu", ["c"], "r"),
      node("Add", ["c", "r"], "y"),
      output("y"),
    );
    expect(convertOnnx(readOnnx(file)).json.nodes.map(({ op }) => op)).toEqual(["Conv", "Relu", "Add"]);
  });

  it("is flattened in ONNX's order of channels, although the net holds them last", () => {
    const file = model(input("x", [1, 3, 2, 2]), node("Flatten", ["x"], "y"), output("y"));
    expect(convertOnnx(readOnnx(file)).json.nodes).toEqual([
      { op: "Transpose", in: ["x"], out: "y/nchw", perm: [0, 3, 1, 2] },
      { op: "Reshape", in: ["y/nchw"], out: "y", shape: [1, -1] },
    ]);
  });

  it.each([
    ["an operator that is not known", node("LSTM", ["x"], "y"), /LSTM/],
    [
      "a grouped convolution",
      node("Conv", ["x", "w"], "y", part(5, [...part(1, utf8("group")), ...int(3, 2)])),
      /grouped/,
    ],
  ])("with %s is refused rather than converted wrongly", (_, bad, message) => {
    const file = model(
      input("x", [1, 4, 2, 2]),
      tensor("w", [4, 2, 1, 1], new Array(8).fill(1)),
      bad,
      output("y"),
    );
    expect(() => convertOnnx(readOnnx(file))).toThrow(message);
  });

  it("that is cut short or no protobuf at all is refused", () => {
    const whole = model(input("x", [1, 3, 2, 2]), node("Flatten", ["x"], "y"), output("y"));
    expect(() => readOnnx(whole.subarray(0, 20))).toThrow();
    expect(() => readOnnx(new TextEncoder().encode("<html>not found</html>"))).toThrow();
    expect(() => readOnnx(new Uint8Array())).toThrow("no graph");
  });
});

it("varints are read as the encoding guide's example says, and negative ones too", () => {
  expect(readVarint(Uint8Array.of(0x96, 0x01), 0)).toEqual({ value: 150n, next: 2 });
  expect(readVarint(Uint8Array.of(...new Array(9).fill(0xff), 0x01), 0).value).toBe(-1n);
});
