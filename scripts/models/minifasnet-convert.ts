import { createNetWriter, type NetWriter, type WrittenNet } from "./net-writer.ts";
import { permute } from "./permute.ts";
import type { TorchTensor } from "./pth-read.ts";

/**
 * The file holds weights but no graph, so the graph is written down here after `src/model_lib/MiniFASNet.py` of
 * minivision-ai/Silent-Face-Anti-Spoofing: V2 (scale 2.7) and V1SE (scale 4.0) differ only in widths, which the
 * weights tell, and in squeeze-and-excite blocks, which are built where the weights have them.
 */
interface Builder {
  writer: NetWriter;
  weights: Map<string, TorchTensor>;
}

interface ConvOptions {
  batchNorm: string;
  prelu?: string;
  activation?: "relu";
  stride?: number;
  pad?: number;
  depthwise?: boolean;
}

function tensor({ weights }: Builder, name: string): TorchTensor {
  const found = weights.get(`module.${name}`); // saved from inside torch.nn.DataParallel
  if (!found) throw new Error(`minifasnet: the file has no ${name}`);
  return found;
}

/** Batch normalisation at rest is value × factor + term (torch.nn.BatchNorm2d, eps 1e-5). */
function batchNorm(from: Builder, name: string): { factor: Float32Array; term: Float32Array } {
  const part = (suffix: string): Float32Array => tensor(from, `${name}.${suffix}`).values;
  const [mean, variance, shift] = [part("running_mean"), part("running_var"), part("bias")];
  const factor = part("weight").map((value, at) => value / Math.sqrt((variance[at] ?? 0) + 1e-5));
  return { factor, term: shift.map((value, at) => value - (mean[at] ?? 0) * (factor[at] ?? 0)) };
}

/** A convolution with its batch normalisation folded into filter and bias. */
function conv(from: Builder, x: string, name: string, options: ConvOptions): string {
  const { writer } = from;
  const { shape, values } = tensor(from, `${name}.weight`);
  const { factor, term } = batchNorm(from, options.batchNorm);
  const perOutput = values.length / factor.length;
  const folded = values.map((value, at) => value * (factor[Math.floor(at / perOutput)] ?? 0));
  const depthwise = options.depthwise ?? false;
  const hwio = permute(folded, shape, depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0]);
  writer.weight(`${name}/filter`, hwio.shape, hwio.values);
  writer.weight(`${name}/bias`, [term.length], term);
  const slope = options.prelu === undefined ? null : tensor(from, `${options.prelu}.weight`).values;
  if (slope) writer.weight(`${name}/alpha`, [slope.length], slope);
  const [stride, pad] = [options.stride ?? 1, options.pad ?? 0];
  writer.node({
    op: "Conv",
    in: [x],
    out: name,
    filter: `${name}/filter`,
    bias: `${name}/bias`,
    depthwise,
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
    dilations: [1, 1],
    activation: slope ? "prelu" : (options.activation ?? "linear"),
    ...(slope ? { alpha: `${name}/alpha` } : {}),
  });
  return name;
}

/** Conv_block (with PReLU) or Linear_block (without). */
function block(from: Builder, x: string, name: string, more: Partial<ConvOptions> = {}): string {
  const prelu = from.weights.has(`module.${name}.prelu.weight`) ? { prelu: `${name}.prelu` } : {};
  return conv(from, x, `${name}.conv`, { batchNorm: `${name}.bn`, ...prelu, ...more });
}

/** SEModule: each channel weighed by a gate computed from the channels' means. */
function squeezeExcite(from: Builder, x: string, name: string): string {
  const { writer } = from;
  writer.node({ op: "GlobalAveragePool", in: [x], out: `${name}/mean` });
  const squeezed = conv(from, `${name}/mean`, `${name}.fc1`, {
    batchNorm: `${name}.bn1`,
    activation: "relu",
  });
  const excited = conv(from, squeezed, `${name}.fc2`, { batchNorm: `${name}.bn2` });
  writer.node({ op: "Sigmoid", in: [excited], out: `${name}/gate` });
  writer.node({ op: "Mul", in: [x, `${name}/gate`], out: name });
  return name;
}

/** Depth_Wise: expand 1×1, depthwise 3×3, project 1×1; with a short cut when it keeps the size. */
function depthWise(from: Builder, x: string, name: string, stride: number, residual: boolean): string {
  const expanded = block(from, x, `${name}.conv`);
  const filtered = block(from, expanded, `${name}.conv_dw`, { stride, pad: 1, depthwise: true });
  let projected = block(from, filtered, `${name}.project`);
  if (!residual) return projected;
  if (from.weights.has(`module.${name}.se_module.fc1.weight`)) {
    projected = squeezeExcite(from, projected, `${name}.se_module`);
  }
  from.writer.node({ op: "Add", in: [x, projected], out: `${name}/sum` });
  return `${name}/sum`;
}

function repeated(from: Builder, x: string, name: string, times: number): string {
  let y = x;
  for (let at = 0; at < times; at++) y = depthWise(from, y, `${name}.model.${at}`, 1, true);
  return y;
}

/** Writes the net of an 80×80×3 picture (BGR, 0-255) that yields the softmax of three classes, of which 1 is live. */
export function convertMiniFasNet(weights: Map<string, TorchTensor>): WrittenNet {
  const writer = createNetWriter();
  const from: Builder = { writer, weights };
  let x = block(from, "input", "conv1", { stride: 2, pad: 1 });
  x = block(from, x, "conv2_dw", { pad: 1, depthwise: true });
  x = depthWise(from, x, "conv_23", 2, false);
  x = repeated(from, x, "conv_3", 4);
  x = depthWise(from, x, "conv_34", 2, false);
  x = repeated(from, x, "conv_4", 6);
  x = depthWise(from, x, "conv_45", 2, false);
  x = repeated(from, x, "conv_5", 2);
  x = block(from, x, "conv_6_sep");
  x = block(from, x, "conv_6_dw", { depthwise: true });
  writer.node({ op: "Reshape", in: [x], out: "flat", shape: [1, -1] });
  for (const name of ["linear", "prob"]) {
    const { shape, values } = tensor(from, `${name}.weight`);
    const columns = permute(values, shape, [1, 0]);
    writer.weight(name, columns.shape, columns.values);
  }
  const { factor, term } = batchNorm(from, "bn");
  writer.weight("bn/factor", [factor.length], factor);
  writer.weight("bn/term", [term.length], term);
  writer.node({ op: "MatMul", in: ["flat"], out: "embedded", filter: "linear" });
  writer.node({ op: "Mul", in: ["embedded", "bn/factor"], out: "scaled" });
  writer.node({ op: "Add", in: ["scaled", "bn/term"], out: "normalised" });
  writer.node({ op: "MatMul", in: ["normalised"], out: "logits", filter: "prob" });
  writer.node({ op: "Softmax", in: ["logits"], out: "scores" });
  return writer.finish("input", ["scores"]);
}
