import type { OnnxNode } from "./onnx-read.ts";

/** A list attribute, or `otherwise`; throws when there is neither. */
export function numbers(node: OnnxNode, name: string, otherwise?: number[]): number[] {
  const value = node.attributes[name];
  if (Array.isArray(value)) return value;
  if (value === undefined && otherwise) return otherwise;
  throw new Error(`onnx: ${node.op} lacks ${name}`);
}

export function number(node: OnnxNode, name: string, otherwise: number): number {
  const value = node.attributes[name] ?? otherwise;
  if (typeof value !== "number") throw new Error(`onnx: ${name} of ${node.op} is not a number`);
  return value;
}

/** Two numbers for the two axes of a picture, such as strides. */
export function pair(node: OnnxNode, name: string, otherwise?: number[]): [number, number] {
  const [first, second, ...more] = numbers(node, name, otherwise);
  if (first === undefined || second === undefined || more.length > 0) {
    throw new Error(`onnx: ${name} of ${node.op} is not two-dimensional`);
  }
  return [first, second];
}

/** Top, left, bottom, right; none when the node has no pads. Automatic padding is refused. */
export function pads(node: OnnxNode): [number, number, number, number] {
  if ((node.attributes.auto_pad ?? "NOTSET") !== "NOTSET") throw new Error(`onnx: ${node.op} with auto_pad`);
  const [top = 0, left = 0, bottom = 0, right = 0, ...more] = numbers(node, "pads", [0, 0, 0, 0]);
  if (more.length > 0) throw new Error(`onnx: pads of ${node.op} are not two-dimensional`);
  return [top, left, bottom, right];
}

export function input(node: OnnxNode, at: number): string {
  const name = node.inputs[at];
  if (name === undefined) throw new Error(`onnx: ${node.op} lacks input ${at}`);
  return name;
}

export const output = (node: OnnxNode): string => node.outputs[0] ?? "";
