import { createNetWriter, type NetWriter, type WrittenNet } from "./net-writer.ts";
import { input, number, numbers, output, pads, pair } from "./onnx-attributes.ts";
import { foldConstant, type Known, known } from "./onnx-constants.ts";
import type { OnnxGraph, OnnxNode } from "./onnx-read.ts";
import { permute } from "./permute.ts";

/**
 * ONNX keeps pictures as NCHW, our nets as NHWC. A tensor is either a picture (four axes, held channels last) or
 * plain (its axes are as ONNX says); a Transpose that moves a picture's channels last costs nothing here.
 */
interface Conversion extends Known {
  writer: NetWriter;
  pictures: Set<string>;
  /** ONNX name → our name, for nodes that became nothing. */
  renamed: Map<string, string>;
}

type Converter = (to: Conversion, node: OnnxNode, out: string) => void;

/** Where ONNX's axis (N, C, H, W) lies in ours (N, H, W, C). */
const PICTURE_AXES = [0, 3, 1, 2];

const ours = (to: Conversion, name: string): string => to.renamed.get(name) ?? name;
const first = (to: Conversion, node: OnnxNode): string => ours(to, input(node, 0));
const ofPicture = (to: Conversion, node: OnnxNode): boolean => to.pictures.has(input(node, 0));

/** Lays a constant into the file as one value per channel. */
function vector(to: Conversion, name: string): string {
  const { values } = known(to, name);
  to.writer.weight(name, [values.length], values);
  return name;
}

/** OIHW → HWIO, or for a depthwise filter (C, 1, H, W) → (H, W, C, 1). */
function filter(to: Conversion, name: string, group: number): { filter: string; depthwise: boolean } {
  const { shape, values } = known(to, name);
  const depthwise = group > 1;
  if (depthwise && (shape[1] !== 1 || shape[0] !== group)) throw new Error("onnx: grouped convolution");
  const hwio = permute(values, shape, depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0]);
  to.writer.weight(name, hwio.shape, hwio.values);
  return { filter: name, depthwise };
}

function convertConv(to: Conversion, node: OnnxNode, activation: OnnxNode | null): void {
  const out = output(activation ?? node);
  to.writer.node({
    op: "Conv",
    in: [first(to, node)],
    out,
    ...filter(to, input(node, 1), number(node, "group", 1)),
    ...(node.inputs[2] === undefined ? {} : { bias: vector(to, node.inputs[2]) }),
    strides: pair(node, "strides", [1, 1]),
    pads: pads(node),
    dilations: pair(node, "dilations", [1, 1]),
    activation: activation === null ? "linear" : activation.op === "Relu" ? "relu" : "prelu",
    ...(activation?.op === "PRelu" ? { alpha: vector(to, input(activation, 1)) } : {}),
  });
  to.pictures.add(out);
}

const unary =
  (op: "Relu" | "Sigmoid" | "Exp" | "GlobalAveragePool"): Converter =>
  (to, node, out) => {
    to.writer.node({ op, in: [first(to, node)], out });
    if (ofPicture(to, node)) to.pictures.add(out);
  };

const binary =
  (op: "Add" | "Sub" | "Mul" | "Div"): Converter =>
  (to, node, out) => {
    const picture = node.inputs.some((name) => to.pictures.has(name));
    const operand = (at: number): string => {
      const name = input(node, at);
      const constant = to.tensors.get(name);
      // A constant with more than one value would have to be moved to channels last; no net here has one.
      if (picture && constant && constant.values.length > 1) throw new Error("onnx: picture with constant");
      if (constant) to.writer.weight(name, constant.shape, constant.values);
      return ours(to, name);
    };
    to.writer.node({ op, in: [operand(0), operand(1)], out });
    if (picture) to.pictures.add(out);
  };

/** A picture is read in ONNX's order of axes when it becomes a plain tensor. */
const reshape =
  (shapeOf: (to: Conversion, node: OnnxNode) => number[]): Converter =>
  (to, node, out) => {
    let from = first(to, node);
    if (ofPicture(to, node)) {
      to.writer.node({ op: "Transpose", in: [from], out: `${out}/nchw`, perm: [0, 3, 1, 2] });
      from = `${out}/nchw`;
    }
    to.writer.node({ op: "Reshape", in: [from], out, shape: shapeOf(to, node) });
  };

const CONVERTERS: Record<string, Converter> = {
  Conv: (to, node) => convertConv(to, node, null),
  Relu: unary("Relu"),
  Sigmoid: unary("Sigmoid"),
  Exp: unary("Exp"),
  GlobalAveragePool: unary("GlobalAveragePool"),
  Add: binary("Add"),
  Sub: binary("Sub"),
  Mul: binary("Mul"),
  Div: binary("Div"),
  Flatten: reshape(() => [1, -1]),
  Reshape: reshape((to, node) => [...known(to, input(node, 1)).values]),
  MaxPool(to, node, out) {
    if (number(node, "ceil_mode", 0) !== 0) throw new Error("onnx: MaxPool with ceil_mode");
    const strides = pair(node, "strides", [1, 1]);
    to.writer.node({
      op: "MaxPool",
      in: [first(to, node)],
      out,
      kernel: pair(node, "kernel_shape"),
      strides,
      pads: pads(node),
    });
    to.pictures.add(out);
  },
  PRelu(to, node, out) {
    to.writer.node({ op: "PRelu", in: [first(to, node)], out, alpha: vector(to, input(node, 1)) });
    if (ofPicture(to, node)) to.pictures.add(out);
  },
  Softmax(to, node, out) {
    if (ofPicture(to, node)) throw new Error("onnx: Softmax of a picture");
    to.writer.node({ op: "Softmax", in: [first(to, node)], out });
  },
  Transpose(to, node, out) {
    if (!ofPicture(to, node) || numbers(node, "perm").join() !== "0,2,3,1") {
      throw new Error("onnx: Transpose that is not channels first to last");
    }
    to.renamed.set(out, first(to, node));
  },
  Concat(to, node, out) {
    const axis = number(node, "axis", 0);
    const picture = ofPicture(to, node);
    const names = node.inputs.map((name) => ours(to, name));
    to.writer.node({ op: "Concat", in: names, out, axis: picture ? (PICTURE_AXES[axis] ?? axis) : axis });
    if (picture) to.pictures.add(out);
  },
  Slice(to, node, out) {
    const [axis = 0, ...more] = numbers(node, "axes");
    if (more.length > 0 || ofPicture(to, node)) throw new Error("onnx: Slice of more than one plain axis");
    const start = numbers(node, "starts")[0] ?? 0;
    const end = numbers(node, "ends")[0] ?? 0;
    const length = end > 0x7fffffff ? -1 : end - start; // exporters write INT64_MAX for "to the end"
    to.writer.node({ op: "Slice", in: [first(to, node)], out, axis, start, length });
  },
  Gemm(to, node, out) {
    const name = input(node, 1);
    const { shape, values } = known(to, name);
    const weight = number(node, "transB", 0) === 1 ? permute(values, shape, [1, 0]) : { shape, values };
    to.writer.weight(name, weight.shape, weight.values);
    const bias = node.inputs[2] === undefined ? {} : { bias: vector(to, node.inputs[2]) };
    to.writer.node({ op: "MatMul", in: [first(to, node)], out, filter: name, ...bias });
  },
  /** At rest a batch normalisation is value × factor + term. */
  BatchNormalization(to, node, out) {
    const [scale, shift, mean, variance] = [1, 2, 3, 4].map((at) => known(to, input(node, at)).values);
    if (!scale || !shift || !mean || !variance) throw new Error("onnx: incomplete BatchNormalization");
    const epsilon = number(node, "epsilon", 1e-5);
    const factor = scale.map((value, at) => value / Math.sqrt((variance[at] ?? 0) + epsilon));
    const term = shift.map((value, at) => value - (mean[at] ?? 0) * (factor[at] ?? 0));
    to.writer.weight(`${out}/factor`, [factor.length], factor);
    to.writer.weight(`${out}/term`, [term.length], term);
    to.writer.node({ op: "Mul", in: [first(to, node), `${out}/factor`], out: `${out}/scaled` });
    to.writer.node({ op: "Add", in: [`${out}/scaled`, `${out}/term`], out });
    if (ofPicture(to, node)) to.pictures.add(out);
  },
};

/** The activation that only reads this convolution, and so can be computed with it; null when there is none. */
function fusable(graph: OnnxGraph, node: OnnxNode): OnnxNode | null {
  if (node.op !== "Conv" || graph.outputs.includes(output(node))) return null;
  const [user, ...more] = graph.nodes.filter(({ inputs }) => inputs.includes(output(node)));
  return more.length === 0 && (user?.op === "Relu" || user?.op === "PRelu") ? user : null;
}

/** Converts an ONNX graph of one input and batch size 1 to our net format; throws on what it does not know. */
export function convertOnnx(graph: OnnxGraph): WrittenNet {
  const [only, ...others] = graph.inputs;
  if (!only || others.length > 0) throw new Error("onnx: a net has exactly one input here");
  const to: Conversion = {
    writer: createNetWriter(),
    tensors: new Map(graph.weights),
    shapes: new Set(),
    pictures: new Set(only.shape.length === 4 ? [only.name] : []),
    renamed: new Map(),
  };
  const fused = new Set<OnnxNode>();
  for (const node of graph.nodes) {
    if (fused.has(node) || foldConstant(to, node)) continue;
    const activation = fusable(graph, node);
    const convert = CONVERTERS[node.op];
    if (!convert) throw new Error(`onnx: operator ${node.op} has no counterpart here`);
    if (activation) {
      fused.add(activation);
      convertConv(to, node, activation);
    } else convert(to, node, output(node));
  }
  return to.writer.finish(only.name, graph.outputs);
}
