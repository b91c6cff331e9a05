import { createNetWriter, type NetWriter, type WrittenNet } from "./net-writer.ts";
import type { OnnxGraph, OnnxNode, OnnxTensor } from "./onnx-read.ts";
import { permute } from "./permute.ts";

/**
 * ONNX keeps pictures as NCHW, our nets as NHWC. A tensor is either a picture (four axes, held channels last) or
 * plain (its axes are as ONNX says); a Transpose that moves a picture's channels last costs nothing here.
 */
interface Conversion {
  writer: NetWriter;
  /** Tensors whose values are known now: weights, constants, and what shape arithmetic gives. */
  known: Map<string, OnnxTensor>;
  pictures: Set<string>;
  /** Outputs of `Shape`, of which only the batch size (always 1 here) may be asked. */
  shapes: Set<string>;
  /** ONNX name → our name, for nodes that became nothing. */
  renamed: Map<string, string>;
}

const PICTURE_AXES = [0, 3, 1, 2]; // where ONNX's axis (N, C, H, W) lies in ours (N, H, W, C)

function numbers(node: OnnxNode, name: string, otherwise?: number[]): number[] {
  const value = node.attributes[name];
  if (Array.isArray(value)) return value;
  if (value === undefined && otherwise) return otherwise;
  throw new Error(`onnx: ${node.op} lacks ${name}`);
}

function number(node: OnnxNode, name: string, otherwise: number): number {
  const value = node.attributes[name] ?? otherwise;
  if (typeof value !== "number") throw new Error(`onnx: ${name} of ${node.op} is not a number`);
  return value;
}

function input(node: OnnxNode, at: number): string {
  const name = node.inputs[at];
  if (name === undefined) throw new Error(`onnx: ${node.op} lacks input ${at}`);
  return name;
}

const output = (node: OnnxNode): string => node.outputs[0] ?? "";

function known(to: Conversion, name: string): OnnxTensor {
  const tensor = to.known.get(name);
  if (!tensor) throw new Error(`onnx: ${name} should be a constant`);
  return tensor;
}

function pair(values: number[]): [number, number] {
  const [first, second] = values;
  if (values.length !== 2 || first === undefined || second === undefined)
    throw new Error("onnx: not two-dimensional");
  return [first, second];
}

function quad(values: number[]): [number, number, number, number] {
  const [top, left, bottom, right] = values;
  if (values.length !== 4) throw new Error("onnx: pads are not two-dimensional");
  return [top ?? 0, left ?? 0, bottom ?? 0, right ?? 0];
}

const ours = (to: Conversion, name: string): string => to.renamed.get(name) ?? name;

/** The name of an operand, laid into the file first when it is a constant. */
function operand(to: Conversion, name: string): string {
  const constant = to.known.get(name);
  if (constant) to.writer.weight(name, constant.shape, constant.values);
  return ours(to, name);
}

function vector(to: Conversion, name: string): string {
  const { values } = known(to, name);
  to.writer.weight(name, [values.length], values);
  return name;
}

/** OIHW → HWIO, or for a depthwise filter (C, 1, H, W) → (H, W, C, 1). */
function filter(to: Conversion, name: string, group: number): { name: string; depthwise: boolean } {
  const { shape, values } = known(to, name);
  const depthwise = group > 1;
  if (depthwise && (shape[1] !== 1 || shape[0] !== group)) throw new Error("onnx: grouped convolution");
  const hwio = permute(values, shape, depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0]);
  to.writer.weight(name, hwio.shape, hwio.values);
  return { name, depthwise };
}

function convert(to: Conversion, node: OnnxNode, activation: OnnxNode | null): void {
  const { writer } = to;
  const out = output(activation ?? node);
  switch (node.op) {
    case "Constant": {
      const value = node.attributes.value;
      if (typeof value !== "object" || Array.isArray(value))
        throw new Error("onnx: constant is not a tensor");
      to.known.set(out, value);
      return;
    }
    case "Shape":
      to.shapes.add(out);
      return;
    case "Gather":
      if (!to.shapes.has(input(node, 0)) || known(to, input(node, 1)).values[0] !== 0) {
        throw new Error("onnx: Gather of anything but the batch size");
      }
      to.known.set(out, { shape: [], values: Float32Array.of(1) });
      return;
    case "Unsqueeze":
      to.known.set(out, { shape: [1], values: known(to, input(node, 0)).values });
      return;
    case "Conv": {
      const { name, depthwise } = filter(to, input(node, 1), number(node, "group", 1));
      writer.node({
        op: "Conv",
        in: [ours(to, input(node, 0))],
        out,
        filter: name,
        ...(node.inputs[2] === undefined ? {} : { bias: vector(to, node.inputs[2]) }),
        depthwise,
        strides: pair(numbers(node, "strides", [1, 1])),
        pads: quad(numbers(node, "pads", [0, 0, 0, 0])),
        dilations: pair(numbers(node, "dilations", [1, 1])),
        activation: activation === null ? "linear" : activation.op === "Relu" ? "relu" : "prelu",
        ...(activation?.op === "PRelu" ? { alpha: vector(to, input(activation, 1)) } : {}),
      });
      to.pictures.add(out);
      return;
    }
    case "MaxPool":
      if (number(node, "ceil_mode", 0) !== 0) throw new Error("onnx: MaxPool with ceil_mode");
      writer.node({
        op: "MaxPool",
        in: [ours(to, input(node, 0))],
        out,
        kernel: pair(numbers(node, "kernel_shape")),
        strides: pair(numbers(node, "strides", [1, 1])),
        pads: quad(numbers(node, "pads", [0, 0, 0, 0])),
      });
      to.pictures.add(out);
      return;
    case "GlobalAveragePool":
      writer.node({ op: node.op, in: [ours(to, input(node, 0))], out });
      to.pictures.add(out);
      return;
    case "Relu":
    case "Sigmoid":
    case "Exp":
      writer.node({ op: node.op, in: [ours(to, input(node, 0))], out });
      if (to.pictures.has(input(node, 0))) to.pictures.add(out);
      return;
    case "PRelu":
      writer.node({ op: "PRelu", in: [ours(to, input(node, 0))], out, alpha: vector(to, input(node, 1)) });
      to.pictures.add(out);
      return;
    case "Softmax":
      if (to.pictures.has(input(node, 0))) throw new Error("onnx: Softmax of a picture");
      writer.node({ op: "Softmax", in: [ours(to, input(node, 0))], out });
      return;
    case "Add":
    case "Sub":
    case "Mul":
    case "Div": {
      const [a, b] = [input(node, 0), input(node, 1)];
      const picture = to.pictures.has(a) || to.pictures.has(b);
      for (const name of [a, b]) {
        // A constant with more than one value would have to be moved to channels last; no net here has one.
        if (picture && (to.known.get(name)?.values.length ?? 1) > 1)
          throw new Error("onnx: picture with constant");
      }
      writer.node({ op: node.op, in: [operand(to, a), operand(to, b)], out });
      if (picture) to.pictures.add(out);
      return;
    }
    case "Transpose":
      if (!to.pictures.has(input(node, 0)) || numbers(node, "perm").join() !== "0,2,3,1") {
        throw new Error("onnx: Transpose that is not channels first to last");
      }
      to.renamed.set(out, ours(to, input(node, 0)));
      return;
    case "Flatten":
    case "Reshape": {
      const shape = node.op === "Flatten" ? [1, -1] : [...known(to, input(node, 1)).values];
      let from = ours(to, input(node, 0));
      if (to.pictures.has(input(node, 0))) {
        writer.node({ op: "Transpose", in: [from], out: `${out}/nchw`, perm: [0, 3, 1, 2] });
        from = `${out}/nchw`;
      }
      writer.node({ op: "Reshape", in: [from], out, shape });
      return;
    }
    case "Concat": {
      if (node.inputs.every((name) => to.known.has(name))) {
        const values = Float32Array.from(node.inputs.flatMap((name) => [...known(to, name).values]));
        to.known.set(out, { shape: [values.length], values });
        return;
      }
      const axis = number(node, "axis", 0);
      const picture = to.pictures.has(input(node, 0));
      const names = node.inputs.map((name) => operand(to, name));
      writer.node({ op: "Concat", in: names, out, axis: picture ? (PICTURE_AXES[axis] ?? axis) : axis });
      if (picture) to.pictures.add(out);
      return;
    }
    case "Slice": {
      const [axis = 0, ...more] = numbers(node, "axes");
      if (more.length > 0 || to.pictures.has(input(node, 0)))
        throw new Error("onnx: Slice of more than one plain axis");
      const start = numbers(node, "starts")[0] ?? 0;
      const end = numbers(node, "ends")[0] ?? 0;
      const length = end > 0x7fffffff ? -1 : end - start; // exporters write INT64_MAX for "to the end"
      writer.node({ op: "Slice", in: [ours(to, input(node, 0))], out, axis, start, length });
      return;
    }
    case "Gemm": {
      const { shape, values } = known(to, input(node, 1));
      const weight = number(node, "transB", 0) === 1 ? permute(values, shape, [1, 0]) : { shape, values };
      writer.weight(input(node, 1), weight.shape, weight.values);
      const bias = node.inputs[2] === undefined ? {} : { bias: vector(to, node.inputs[2]) };
      writer.node({ op: "MatMul", in: [ours(to, input(node, 0))], out, filter: input(node, 1), ...bias });
      return;
    }
    case "BatchNormalization": {
      const [scale, shift, mean, variance] = [1, 2, 3, 4].map((at) => known(to, input(node, at)).values);
      if (!scale || !shift || !mean || !variance) throw new Error("onnx: incomplete BatchNormalization");
      const epsilon = number(node, "epsilon", 1e-5);
      const factor = scale.map((value, at) => value / Math.sqrt((variance[at] ?? 0) + epsilon));
      const term = shift.map((value, at) => value - (mean[at] ?? 0) * (factor[at] ?? 0));
      writer.weight(`${out}/factor`, [factor.length], factor);
      writer.weight(`${out}/term`, [term.length], term);
      writer.node({ op: "Mul", in: [ours(to, input(node, 0)), `${out}/factor`], out: `${out}/scaled` });
      writer.node({ op: "Add", in: [`${out}/scaled`, `${out}/term`], out });
      if (to.pictures.has(input(node, 0))) to.pictures.add(out);
      return;
    }
    default:
      throw new Error(`onnx: operator ${node.op} has no counterpart here`);
  }
}

/** Converts an ONNX graph of one input and batch size 1 to our net format; throws on what it does not know. */
export function convertOnnx(graph: OnnxGraph): WrittenNet {
  const [only, ...others] = graph.inputs;
  if (!only || others.length > 0) throw new Error("onnx: a net has exactly one input here");
  const to: Conversion = {
    writer: createNetWriter(),
    known: new Map(graph.weights),
    pictures: new Set(only.shape.length === 4 ? [only.name] : []),
    shapes: new Set(),
    renamed: new Map(),
  };
  const users = new Map<string, OnnxNode[]>();
  for (const node of graph.nodes) {
    for (const name of node.inputs) users.set(name, [...(users.get(name) ?? []), node]);
  }
  const fused = new Set<OnnxNode>();
  for (const node of graph.nodes) {
    if (fused.has(node)) continue;
    const [user, ...more] = users.get(output(node)) ?? [];
    const fuse =
      node.op === "Conv" &&
      (user?.op === "Relu" || user?.op === "PRelu") &&
      more.length === 0 &&
      !graph.outputs.includes(output(node));
    if (fuse && user) fused.add(user);
    convert(to, node, fuse && user ? user : null);
  }
  return to.writer.finish(only.name, graph.outputs);
}
