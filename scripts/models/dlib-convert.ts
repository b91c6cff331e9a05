import type { FaceApiTensor } from "./face-api-read.ts";
import { createNetWriter, type NetWriter, type WrittenNet } from "./net-writer.ts";

/**
 * The file holds weights but no graph, so the graph is written down here after `dnn_face_recognition_ex.cpp` of
 * dlib (the net) and `FaceRecognitionNet.ts` of face-api (its names): 29 convolutions in residual blocks.
 */
interface Builder {
  writer: NetWriter;
  weights: Map<string, FaceApiTensor>;
}

/** A picture on its way through the net: its name, the side of its square, and its channels. */
interface Layer {
  name: string;
  side: number;
  channels: number;
}

const SIDE = 150;
/** dlib's `input_rgb_image_sized`: (channel − mean) / 256. */
const MEAN_RGB = [122.782, 117.001, 104.298] as const;
const PIXEL_SCALE = 1 / 256;

function tensor({ weights }: Builder, name: string): FaceApiTensor {
  const found = weights.get(name);
  if (!found) throw new Error(`dlib: the file has no ${name}`);
  return found;
}

/** A convolution with its affine layer (dlib's batch normalisation at rest) folded into filter and bias. */
function conv(
  from: Builder,
  x: Layer,
  name: string,
  {
    down,
    relu,
    bias: shift,
  }: { down: boolean; relu: boolean; bias?: (filter: FaceApiTensor) => Float32Array },
): Layer {
  const filters = tensor(from, `${name}/conv/filters`);
  const [factor, term] = [tensor(from, `${name}/scale/weights`), tensor(from, `${name}/scale/biases`)];
  const own = tensor(from, `${name}/conv/bias`).values;
  const moved = shift?.(filters) ?? new Float32Array(own.length);
  const channels = factor.values.length;
  const [kernel = 0] = filters.shape;
  const folded = filters.values.map((value, at) => value * (factor.values[at % channels] ?? 0));
  const bias = term.values.map(
    (value, at) => value + ((own[at] ?? 0) + (moved[at] ?? 0)) * (factor.values[at] ?? 0),
  );
  from.writer.weight(`${name}/filter`, filters.shape, folded);
  from.writer.weight(`${name}/bias`, [channels], bias);
  const [stride, pad] = down ? [2, 0] : [1, 1];
  from.writer.node({
    op: "Conv",
    in: [x.name],
    out: name,
    filter: `${name}/filter`,
    bias: `${name}/bias`,
    depthwise: false,
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
    dilations: [1, 1],
    activation: relu ? "relu" : "linear",
  });
  return { name, side: down ? Math.floor((x.side - kernel) / 2) + 1 : x.side, channels };
}

function sum(from: Builder, name: string, one: Layer, other: Layer): Layer {
  from.writer.node({ op: "Add", in: [one.name, other.name], out: `${name}/sum` });
  from.writer.node({ op: "Relu", in: [`${name}/sum`], out: name });
  return { ...one, name };
}

function residual(from: Builder, x: Layer, name: string): Layer {
  const first = conv(from, x, `${name}/conv1`, { down: false, relu: true });
  return sum(from, name, conv(from, first, `${name}/conv2`, { down: false, relu: false }), x);
}

/** Zeros behind a picture along one axis (1 down, 2 right, 3 channels), as dlib's `add_prev` fills the smaller. */
function padded(from: Builder, x: Layer, axis: 1 | 2 | 3, shape: number[], name: string): string {
  const zeros = `${name}/zeros`;
  from.writer.weight(zeros, shape, new Float32Array(shape.reduce((product, side) => product * side, 1)));
  from.writer.node({ op: "Concat", in: [x.name, zeros], out: name, axis });
  return name;
}

/** Halves the picture; the short cut is the mean of each 2×2, which a depthwise filter of quarters is. */
function residualDown(from: Builder, x: Layer, name: string): Layer {
  const first = conv(from, x, `${name}/conv1`, { down: true, relu: true });
  let deep = conv(from, first, `${name}/conv2`, { down: false, relu: false });
  from.writer.weight(`${name}/quarters`, [2, 2, x.channels, 1], new Float32Array(4 * x.channels).fill(1 / 4));
  from.writer.node({
    op: "Conv",
    in: [x.name],
    out: `${name}/mean`,
    filter: `${name}/quarters`,
    depthwise: true,
    strides: [2, 2],
    pads: [0, 0, 0, 0],
    dilations: [1, 1],
    activation: "linear",
  });
  let short: Layer = { name: `${name}/mean`, side: Math.floor(x.side / 2), channels: x.channels };
  if (deep.channels > short.channels) {
    const more = deep.channels - short.channels;
    const wide = padded(from, short, 3, [1, short.side, short.side, more], `${name}/wide`);
    short = { ...short, name: wide, channels: deep.channels };
  }
  if (deep.side < short.side) {
    const tall = padded(from, deep, 1, [1, 1, deep.side, deep.channels], `${name}/tall`);
    const whole = padded(
      from,
      { ...deep, name: tall },
      2,
      [1, short.side, 1, deep.channels],
      `${name}/whole`,
    );
    deep = { ...deep, name: whole, side: short.side };
  }
  return sum(from, name, deep, short);
}

/** What the mean colour adds to each filter's answer: the first layer has no padding, so it is the same everywhere. */
function meanColour({ shape, values }: FaceApiTensor): Float32Array {
  const [, , channels = 3, filters = 0] = shape;
  const added = new Float32Array(filters);
  values.forEach((value, at) => {
    const channel = Math.floor(at / filters) % channels;
    added[at % filters] = (added[at % filters] ?? 0) - value * (MEAN_RGB[channel] ?? 0) * PIXEL_SCALE;
  });
  return added;
}

/** Writes the net of a 150×150×3 face chip (RGB, value / 256) that yields 128 numbers, not of unit length. */
export function convertDlib(weights: Map<string, FaceApiTensor>): WrittenNet {
  const from: Builder = { writer: createNetWriter(), weights };
  const input: Layer = { name: "input", side: SIDE, channels: 3 };
  let x = conv(from, input, "conv32_down", { down: true, relu: true, bias: meanColour });
  from.writer.node({
    op: "MaxPool",
    in: [x.name],
    out: "pooled",
    kernel: [3, 3],
    strides: [2, 2],
    pads: [0, 0, 0, 0],
  });
  x = { name: "pooled", side: Math.floor((x.side - 3) / 2) + 1, channels: x.channels };
  for (const name of ["conv32_1", "conv32_2", "conv32_3"]) x = residual(from, x, name);
  x = residualDown(from, x, "conv64_down");
  for (const name of ["conv64_1", "conv64_2", "conv64_3"]) x = residual(from, x, name);
  x = residualDown(from, x, "conv128_down");
  for (const name of ["conv128_1", "conv128_2"]) x = residual(from, x, name);
  x = residualDown(from, x, "conv256_down");
  for (const name of ["conv256_1", "conv256_2"]) x = residual(from, x, name);
  x = residualDown(from, x, "conv256_down_out");
  from.writer.node({ op: "GlobalAveragePool", in: [x.name], out: "means" });
  from.writer.node({ op: "Reshape", in: ["means"], out: "flat", shape: [1, -1] });
  const { shape, values } = tensor(from, "fc");
  from.writer.weight("fc", shape, values);
  from.writer.node({ op: "MatMul", in: ["flat"], out: "embedding", filter: "fc" });
  return from.writer.finish("input", ["embedding"]);
}
