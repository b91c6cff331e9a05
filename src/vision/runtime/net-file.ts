import * as z from "zod";

/**
 * The file format of every net: `net.json` (graph) and `net.bin` (weights), written by `scripts/models/` and
 * `training/`. Tensors are NHWC, convolution filters HWIO (depthwise: H, W, channels, 1), batch size is 1.
 * A name in `in` is the net's input, an earlier node's `out`, or a weight.
 */

const name = z.string().min(1);
const size = z.number().int().positive();
const pair = z.tuple([size, size]);
const pad = z.number().int().nonnegative();
/** Top, left, bottom, right: ONNX's order for two-dimensional pads. */
const pads = z.tuple([pad, pad, pad, pad]);
const unary = { in: z.tuple([name]), out: name };
const binary = { in: z.tuple([name, name]), out: name };

const conv = z.strictObject({
  op: z.literal("Conv"),
  ...unary,
  filter: name,
  bias: name.optional(),
  depthwise: z.boolean(),
  strides: pair,
  pads,
  dilations: pair,
  activation: z.enum(["linear", "relu", "prelu"]),
  /** Slope per channel, for `prelu` only. */
  alpha: name.optional(),
});
const pool = z.strictObject({ op: z.literal("MaxPool"), ...unary, kernel: pair, strides: pair, pads });
const matMul = z.strictObject({ op: z.literal("MatMul"), ...unary, filter: name, bias: name.optional() });

const nodeSchema = z.discriminatedUnion("op", [
  conv,
  pool,
  matMul,
  z.strictObject({ op: z.enum(["Relu", "Sigmoid", "Exp", "Softmax", "GlobalAveragePool"]), ...unary }),
  z.strictObject({ op: z.literal("PRelu"), ...unary, alpha: name }),
  z.strictObject({ op: z.enum(["Add", "Sub", "Mul", "Div"]), ...binary }),
  z.strictObject({ op: z.literal("Concat"), in: z.array(name).min(1), out: name, axis: pad }),
  z.strictObject({ op: z.literal("Reshape"), ...unary, shape: z.array(z.number().int().min(-1)) }),
  z.strictObject({ op: z.literal("Transpose"), ...unary, perm: z.array(pad) }),
  /** `length` -1 means up to the end of that axis. */
  z.strictObject({
    op: z.literal("Slice"),
    ...unary,
    axis: pad,
    start: pad,
    length: z.number().int().min(-1),
  }),
]);

const weightSchema = z.discriminatedUnion("dtype", [
  z.strictObject({ dtype: z.literal("float32"), shape: z.array(size), offset: pad }),
  /** Value = integer × scale; one scale, or one for each index of the last axis that is longer than one. */
  z.strictObject({
    dtype: z.literal("int8"),
    shape: z.array(size),
    offset: pad,
    scales: z.array(z.number().positive()).min(1),
  }),
]);

export const netSchema = z.strictObject({
  inputs: z.tuple([name]),
  outputs: z.array(name).min(1),
  nodes: z.array(nodeSchema).min(1),
  weights: z.record(name, weightSchema),
});

export type NetFile = z.infer<typeof netSchema>;
export type NetNode = NetFile["nodes"][number];
export type NetWeight = NetFile["weights"][string];

export interface WeightValues {
  shape: number[];
  values: Float32Array;
}

const product = (shape: readonly number[]): number => shape.reduce((total, side) => total * side, 1);

function weightValues(key: string, weight: NetWeight, bin: Uint8Array): WeightValues {
  const { shape, offset } = weight;
  const count = product(shape);
  const end = offset + count * (weight.dtype === "int8" ? 1 : 4);
  if (end > bin.byteLength) throw new Error(`net: weight ${key} ends beyond net.bin`);
  const bytes = bin.slice(offset, end); // a copy, because a Float32Array must start on a multiple of four
  if (weight.dtype === "float32") return { shape, values: new Float32Array(bytes.buffer) };
  const { scales } = weight;
  if (count % scales.length !== 0) throw new Error(`net: scales of ${key} do not divide its values`);
  const whole = new Int8Array(bytes.buffer);
  return {
    shape,
    values: Float32Array.from(whole, (value, at) => value * (scales[at % scales.length] ?? 0)),
  };
}

/** Every name must be known before it is used: a net that breaks half-way would only show at a caller's picture. */
function checkNames(net: NetFile): void {
  const known = new Set([...net.inputs, ...Object.keys(net.weights)]);
  const use = (wanted: string | undefined): void => {
    if (wanted !== undefined && !known.has(wanted)) throw new Error(`net: nothing is called ${wanted}`);
  };
  for (const node of net.nodes) {
    for (const wanted of node.in) use(wanted);
    if ("filter" in node) use(node.filter);
    if ("bias" in node) use(node.bias);
    if ("alpha" in node) use(node.alpha);
    if (node.op === "Conv" && (node.activation === "prelu") !== (node.alpha !== undefined)) {
      throw new Error(`net: ${node.out} needs alpha exactly when its activation is prelu`);
    }
    known.add(node.out);
  }
  for (const wanted of net.outputs) use(wanted);
}

/** Parses `net.json` and yields the weights of `net.bin` as float32 one by one; throws when the two do not fit. */
export function readNet(
  json: unknown,
  bin: Uint8Array,
): { net: NetFile; weights(): Iterable<[string, WeightValues]> } {
  const net = netSchema.parse(json);
  checkNames(net);
  return {
    net,
    *weights() {
      for (const [key, weight] of Object.entries(net.weights)) yield [key, weightValues(key, weight, bin)];
    },
  };
}
