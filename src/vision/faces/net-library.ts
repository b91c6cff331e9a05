import * as z from "zod";
import type { Engine } from "../ports/answer.ts";
import { makeNet, type Net } from "../runtime/executor.ts";
import { startTf, type Tf } from "../runtime/tf.ts";

/** What we need of the assets binding that holds `.enroll/models`. */
export interface ModelAssets {
  fetch(url: string): Promise<Response>;
}

export const NET_NAMES = [
  "face-detect",
  "face-landmark",
  "face-embed",
  "face-embed-dlib",
  "face-eye",
  "liveness-near",
  "liveness-far",
] as const;
export type NetName = (typeof NET_NAMES)[number];

export interface LoadedNet {
  net: Net;
  engine: Engine;
}

/** The nets of this isolate, each loaded when first asked for and kept until `reset`. */
export interface NetLibrary {
  /** The net, or null when its weights are not among the assets. Throws when they are there and broken. */
  get(name: NetName): Promise<LoadedNet | null>;
  /** Bytes of WASM memory, 0 before the first net. */
  heapBytes(): number;
  /** Forgets every net and ends the backend: after a trap its memory cannot be trusted. */
  reset(): Promise<void>;
}

const manifestSchema = z.object({
  nets: z.record(z.string(), z.object({ available: z.boolean(), version: z.string() })),
});

/** Creates an empty library. `module` is tfjs's WASM build, imported precompiled. */
export function createNetLibrary(module: WebAssembly.Module): (assets: ModelAssets) => NetLibrary {
  let backend: Promise<Tf> | null = null;
  let running: Tf | null = null;
  const loaded = new Map<NetName, LoadedNet | null>();

  async function load(assets: ModelAssets, name: NetName): Promise<LoadedNet | null> {
    const file = (path: string) => assets.fetch(`https://models/${path}`);
    const listed = await file("manifest.json");
    if (!listed.ok) return null; // `npm run models` has not been run
    const entry = manifestSchema.parse(await listed.json()).nets[name];
    if (!entry?.available) return null;
    const [json, bin] = await Promise.all([file(`${name}/net.json`), file(`${name}/net.bin`)]);
    if (!json.ok || !bin.ok) return null;
    backend ??= startTf(module);
    running = await backend;
    const net = makeNet(running, await json.json(), new Uint8Array(await bin.arrayBuffer()));
    return { net, engine: { name, version: entry.version } };
  }

  return (assets) => ({
    async get(name) {
      const known = loaded.get(name);
      if (known) return known;
      const found = await load(assets, name);
      if (found) loaded.set(name, found); // a missing net is looked for again: a deployment may bring it
      return found;
    },
    heapBytes: () => running?.heapBytes() ?? 0,
    async reset() {
      loaded.clear();
      const old = backend;
      backend = null;
      running = null;
      (await old?.catch(() => null))?.stop();
    },
  });
}
