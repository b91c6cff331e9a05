import * as tfc from "@tensorflow/tfjs-core";
import { type NetFile, type NetNode, readNet } from "./net-file.ts";
import type { Tf } from "./tf.ts";

/** A net ready to run: its weights lie in WASM memory until `dispose`. */
export interface Net {
  /** Runs once on values of the given NHWC shape; the outputs come as flat copies, in the order of `outputs`. */
  run(values: Float32Array, shape: number[]): Float32Array[];
  dispose(): void;
}

type Lookup = (name: string) => tfc.Tensor;

function conv(node: Extract<NetNode, { op: "Conv" }>, of: Lookup): tfc.Tensor {
  const options = {
    x: of(node.in[0]) as tfc.Tensor4D,
    filter: of(node.filter) as tfc.Tensor4D,
    strides: node.strides,
    // The declared type leaves out explicit padding, which computeConv2DInfo takes in both fused ops.
    pad: (node.pads.some((side) => side > 0) ? explicit(...node.pads) : "valid") as "valid",
    dilations: node.dilations,
    activation: node.activation,
    ...(node.bias === undefined ? {} : { bias: of(node.bias) }),
    ...(node.alpha === undefined ? {} : { preluActivationWeights: of(node.alpha) }),
  };
  return node.depthwise ? tfc.fused.depthwiseConv2d(options) : tfc.fused.conv2d(options);
}

function explicit(
  top: number,
  left: number,
  bottom: number,
  right: number,
): tfc.backend_util.ExplicitPadding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function slice(node: Extract<NetNode, { op: "Slice" }>, x: tfc.Tensor): tfc.Tensor {
  const begin = x.shape.map((_, axis) => (axis === node.axis ? node.start : 0));
  const size = x.shape.map((_, axis) => (axis === node.axis ? node.length : -1));
  return tfc.slice(x, begin, size);
}

function apply(node: NetNode, of: Lookup): tfc.Tensor {
  const first = of(node.in[0] ?? "");
  switch (node.op) {
    case "Conv":
      return conv(node, of);
    case "MaxPool": {
      const pads = explicit(...node.pads);
      return tfc.maxPool(first as tfc.Tensor4D, node.kernel, node.strides, pads);
    }
    case "MatMul": {
      const product = tfc.matMul(first, of(node.filter));
      return node.bias === undefined ? product : tfc.add(product, of(node.bias));
    }
    case "Relu":
      return tfc.relu(first);
    case "Sigmoid":
      return tfc.sigmoid(first);
    case "Exp":
      return tfc.exp(first);
    case "Softmax":
      return tfc.softmax(first);
    case "GlobalAveragePool":
      return tfc.mean(first, [1, 2], true);
    case "PRelu":
      return tfc.prelu(first, of(node.alpha));
    case "Add":
      return tfc.add(first, of(node.in[1]));
    case "Sub":
      return tfc.sub(first, of(node.in[1]));
    case "Mul":
      return tfc.mul(first, of(node.in[1]));
    case "Div":
      return tfc.div(first, of(node.in[1]));
    case "Concat":
      return tfc.concat(node.in.map(of), node.axis);
    case "Reshape":
      return tfc.reshape(first, node.shape);
    case "Transpose":
      return tfc.transpose(first, node.perm);
    case "Slice":
      return slice(node, first);
  }
}

/** For each node the tensors that nothing after it reads, so that memory holds only what is still needed. */
function lastUses(net: NetFile): string[][] {
  const kept = new Set([...net.outputs, ...Object.keys(net.weights)]);
  const dying: string[][] = net.nodes.map(() => []);
  for (let at = net.nodes.length - 1; at >= 0; at--) {
    const node = net.nodes[at];
    for (const name of [...(node?.in ?? []), node?.out ?? ""]) {
      if (kept.has(name)) continue;
      kept.add(name);
      dying[at]?.push(name);
    }
  }
  return dying;
}

/**
 * Lays a net's weights into WASM memory and returns it ready to run; throws when the two files do not fit.
 * `tf` is only asked for to show that the backend runs. After a trap the net is lost with its backend.
 */
export function makeNet(_tf: Tf, json: unknown, bin: Uint8Array): Net {
  const { net, weights } = readNet(json, bin);
  const constants = new Map<string, tfc.Tensor>();
  for (const [name, { shape, values }] of weights()) constants.set(name, tfc.tensor(values, shape));
  const dying = lastUses(net);

  function run(values: Float32Array, shape: number[]): Float32Array[] {
    const live = new Map<string, tfc.Tensor>([[net.inputs[0], tfc.tensor(values, shape)]]);
    const of: Lookup = (name) => {
      const found = live.get(name) ?? constants.get(name);
      if (!found) throw new Error(`net: ${name} is gone or was never made`);
      return found;
    };
    try {
      net.nodes.forEach((node, at) => {
        live.set(
          node.out,
          tfc.tidy(() => apply(node, of)),
        );
        for (const name of dying[at] ?? []) {
          live.get(name)?.dispose();
          live.delete(name);
        }
      });
      return net.outputs.map((name) => of(name).dataSync() as Float32Array);
    } finally {
      for (const tensor of live.values()) tensor.dispose();
    }
  }

  return {
    run,
    dispose: () => {
      for (const tensor of constants.values()) tensor.dispose();
      constants.clear();
    },
  };
}
