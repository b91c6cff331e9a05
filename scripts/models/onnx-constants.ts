import { input, output } from "./onnx-attributes.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-read.ts";

/** What is known of a graph before any picture is seen. */
export interface Known {
  /** Weights, constants, and what shape arithmetic gives. */
  tensors: Map<string, OnnxTensor>;
  /** Outputs of `Shape`, of which only the batch size (always 1 here) may be asked. */
  shapes: Set<string>;
}

export function known({ tensors }: Known, name: string): OnnxTensor {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`onnx: ${name} should be a constant`);
  return tensor;
}

/**
 * Works out a node that needs no picture: constants, and the shape arithmetic that exporters put before a Reshape.
 * False when the node must stay in the net.
 */
export function foldConstant(to: Known, node: OnnxNode): boolean {
  const out = output(node);
  switch (node.op) {
    case "Constant": {
      const value = node.attributes.value;
      if (typeof value !== "object" || Array.isArray(value))
        throw new Error("onnx: constant is not a tensor");
      to.tensors.set(out, value);
      return true;
    }
    case "Shape":
      to.shapes.add(out);
      return true;
    case "Gather":
      if (!to.shapes.has(input(node, 0)) || known(to, input(node, 1)).values[0] !== 0) {
        throw new Error("onnx: Gather of anything but the batch size");
      }
      to.tensors.set(out, { shape: [], values: Float32Array.of(1) });
      return true;
    case "Unsqueeze":
      to.tensors.set(out, { shape: [1], values: known(to, input(node, 0)).values });
      return true;
    case "Concat": {
      if (!node.inputs.every((name) => to.tensors.has(name))) return false;
      const values = Float32Array.from(node.inputs.flatMap((name) => [...known(to, name).values]));
      to.tensors.set(out, { shape: [values.length], values });
      return true;
    }
    default:
      return false;
  }
}
