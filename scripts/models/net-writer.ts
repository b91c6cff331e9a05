import type { NetFile, NetNode, NetWeight } from "../../src/vision/runtime/net-file.ts";

/** A net as its two files: `json` for net.json, `bin` for net.bin. */
export interface WrittenNet {
  json: NetFile;
  bin: Uint8Array;
}

/** Gathers the nodes and float32 weights of a net in the order given. */
export interface NetWriter {
  node(node: NetNode): void;
  /** Lays a weight into the file once; a name given again keeps its first values. */
  weight(name: string, shape: number[], values: Float32Array): void;
  finish(input: string, outputs: string[]): WrittenNet;
}

export function createNetWriter(): NetWriter {
  const nodes: NetNode[] = [];
  const weights: Record<string, NetWeight> = {};
  const parts: Float32Array[] = [];
  let offset = 0;
  return {
    node: (node) => void nodes.push(node),
    weight(name, shape, values) {
      if (weights[name]) return;
      weights[name] = { dtype: "float32", shape, offset };
      parts.push(values);
      offset += values.byteLength;
    },
    finish(input, outputs) {
      const bin = new Uint8Array(offset);
      let at = 0;
      for (const part of parts) {
        bin.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
        at += part.byteLength;
      }
      return { json: { inputs: [input], outputs, nodes, weights }, bin };
    },
  };
}
