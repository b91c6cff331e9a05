import wasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm";
import type { Engine } from "../ports/answer.ts";
import { makeNet } from "../runtime/executor.ts";
import { startTf, type Tf } from "../runtime/tf.ts";
import { type MrzNet, makeMrzNet } from "./mrz/mrz-net.ts";
import weights from "./mrz-net/net.bin";
import graph from "./mrz-net/net.json";

export const MRZ_ENGINE: Engine = { name: "enroll-mrz-net", version: "1" };

let backend: Promise<Tf> | null = null;
let running: Tf | null = null;
let net: MrzNet | null = null;

/** The MRZ net of this isolate, started when first asked for. */
export async function mrzNet(): Promise<MrzNet> {
  if (net) return net;
  backend ??= startTf(wasm);
  running = await backend;
  net = makeMrzNet(makeNet(running, graph, new Uint8Array(weights)));
  return net;
}

/** Bytes of the net's WASM memory, 0 before its first use. */
export const mrzHeapBytes = (): number => running?.heapBytes() ?? 0;

/** Forgets net and backend: after a trap its memory cannot be trusted. */
export async function resetMrzNet(): Promise<void> {
  const old = backend;
  backend = null;
  running = null;
  net = null;
  (await old?.catch(() => null))?.stop();
}
