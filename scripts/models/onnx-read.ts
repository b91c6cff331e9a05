import { readVarint, type WireField, wireFields } from "./protobuf.ts";

/** A tensor of an ONNX file, in ONNX's own layout (NCHW, OIHW). */
export interface OnnxTensor {
  shape: number[];
  values: Float32Array;
}

export type OnnxAttribute = number | string | number[] | OnnxTensor;

export interface OnnxNode {
  op: string;
  inputs: string[];
  outputs: string[];
  attributes: Record<string, OnnxAttribute>;
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  weights: Map<string, OnnxTensor>;
  /** Names fed from outside, without the initializers that old exporters list among them. */
  inputs: { name: string; shape: number[] }[];
  outputs: string[];
}

const text = (field: WireField): string => new TextDecoder().decode(message(field));

function message(field: WireField): Uint8Array {
  if (typeof field.value === "bigint") throw new Error(`onnx: field ${field.number} is not a message`);
  return field.value;
}

/** Repeated numbers come packed (one field) or not (a field each): onnx.proto is proto2 in old exporters. */
function integers(field: WireField): number[] {
  if (typeof field.value === "bigint") return [Number(field.value)];
  const list: number[] = [];
  for (let at = 0; at < field.value.length; ) {
    const { value, next } = readVarint(field.value, at);
    list.push(Number(value));
    at = next;
  }
  return list;
}

/** Copies first: the file's bytes are not aligned to four. */
function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** TensorProto.DataType of onnx.proto: FLOAT = 1, INT32 = 6, INT64 = 7. */
function values(dataType: number, raw: Uint8Array): Float32Array {
  if (dataType === 1) return floats(raw);
  const buffer = new Uint8Array(raw).buffer;
  if (dataType === 7) return Float32Array.from(new BigInt64Array(buffer), Number);
  if (dataType === 6) return Float32Array.from(new Int32Array(buffer));
  throw new Error(`onnx: tensor data type ${dataType} is not read here`);
}

/** TensorProto: dims = 1, data_type = 2, float_data = 4, int64_data = 7, name = 8, raw_data = 9. */
function readTensor(bytes: Uint8Array): { name: string; tensor: OnnxTensor } {
  const shape: number[] = [];
  const listed: number[] = [];
  let name = "";
  let dataType = 1;
  let raw: Uint8Array | null = null;
  for (const field of wireFields(bytes)) {
    if (field.number === 1) shape.push(...integers(field));
    else if (field.number === 2) dataType = Number(field.value);
    else if (field.number === 4) listed.push(...floats(message(field)));
    else if (field.number === 5 || field.number === 7) listed.push(...integers(field));
    else if (field.number === 8) name = text(field);
    else if (field.number === 9) raw = message(field);
  }
  return { name, tensor: { shape, values: raw ? values(dataType, raw) : Float32Array.from(listed) } };
}

/** AttributeProto: name = 1, f = 2, i = 3, s = 4, t = 5, floats = 7, ints = 8. */
function readAttribute(bytes: Uint8Array): [string, OnnxAttribute] {
  let name = "";
  let value: OnnxAttribute = 0;
  const list: number[] = [];
  for (const field of wireFields(bytes)) {
    if (field.number === 1) name = text(field);
    else if (field.number === 2) value = floats(message(field))[0] ?? 0;
    else if (field.number === 3) value = Number(field.value);
    else if (field.number === 4) value = text(field);
    else if (field.number === 5) value = readTensor(message(field)).tensor;
    else if (field.number === 7) list.push(...floats(message(field)));
    else if (field.number === 8) list.push(...integers(field));
  }
  return [name, list.length > 0 ? list : value];
}

/** NodeProto: input = 1, output = 2, op_type = 4, attribute = 5. */
function readNode(bytes: Uint8Array): OnnxNode {
  const node: OnnxNode = { op: "", inputs: [], outputs: [], attributes: {} };
  for (const field of wireFields(bytes)) {
    if (field.number === 1) node.inputs.push(text(field));
    else if (field.number === 2) node.outputs.push(text(field));
    else if (field.number === 4) node.op = text(field);
    else if (field.number === 5) {
      const [name, value] = readAttribute(message(field));
      node.attributes[name] = value;
    }
  }
  return node;
}

/** ValueInfoProto: name = 1, type = 2 { tensor_type = 1 { shape = 2 { dim = 1 { dim_value = 1 } } } }. */
function readValueInfo(bytes: Uint8Array): { name: string; shape: number[] } {
  let name = "";
  const shape: number[] = [];
  for (const field of wireFields(bytes)) {
    if (field.number === 1) name = text(field);
    if (field.number !== 2) continue;
    for (const type of wireFields(message(field))) {
      if (type.number !== 1) continue;
      for (const tensor of wireFields(message(type))) {
        if (tensor.number !== 2) continue;
        for (const dim of wireFields(message(tensor))) {
          const size = [...wireFields(message(dim))].find((part) => part.number === 1);
          shape.push(size ? Number(size.value) : -1);
        }
      }
    }
  }
  return { name, shape };
}

/** Reads the graph of an ONNX file (ModelProto.graph = 7); throws when the bytes are not one. */
export function readOnnx(bytes: Uint8Array): OnnxGraph {
  const graph: OnnxGraph = { nodes: [], weights: new Map(), inputs: [], outputs: [] };
  const body = [...wireFields(bytes)].find((field) => field.number === 7);
  if (!body) throw new Error("onnx: no graph in this file");
  for (const field of wireFields(message(body))) {
    if (field.number === 1) graph.nodes.push(readNode(message(field)));
    else if (field.number === 5) {
      const { name, tensor } = readTensor(message(field));
      graph.weights.set(name, tensor);
    } else if (field.number === 11) graph.inputs.push(readValueInfo(message(field)));
    else if (field.number === 12) graph.outputs.push(readValueInfo(message(field)).name);
  }
  graph.inputs = graph.inputs.filter((input) => !graph.weights.has(input.name));
  return graph;
}
