import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { buildVision, type VisionWorkerName } from "../build-vision.ts";
import { type Inspector, openInspector } from "./inspector.ts";

type V4Options = Parameters<typeof convertV4MiniflareOptions>[0];

/** Answers a picture by a call over RPC, as the API Worker does; the options come in a header. */
const CALLER = `export default {
  async fetch(request, { VISION }) {
    const image = new Uint8Array(await request.arrayBuffer());
    const { method, options } = JSON.parse(request.headers.get("x-call"));
    const answer = await VISION[method](image, options);
    return Response.json({ ok: answer.ok, elapsedMs: answer.elapsedMs ?? null });
  },
};`;

export interface InspectedVision {
  inspector: Inspector;
  /** Has a picture read; resolves when it was. */
  call(
    method: string,
    image: Uint8Array,
    options: object,
  ): Promise<{ ok: boolean; elapsedMs: number | null }>;
  stop(): Promise<void>;
}

/**
 * A vision Worker as it is deployed, on workerd, with its inspector. It is called by HTTP through another Worker:
 * Miniflare's own binding proxies block Node while they wait, and nobody would hear the inspector.
 */
export async function startInspectedVision(
  name: VisionWorkerName,
  entrypoint: string,
): Promise<InspectedVision> {
  const outdir = mkdtempSync(path.join(tmpdir(), `enroll-inspected-${name}-`));
  const built = await buildVision(name, outdir);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      inspectorPort: 0,
      workers: [
        {
          name: "caller",
          modules: true,
          script: CALLER,
          compatibilityDate: built.compatibilityDate,
          serviceBindings: { VISION: { name: built.name, entrypoint } },
        },
        built,
      ],
    } as V4Options),
  );
  await miniflare.ready;
  const inspector = await openInspector(await miniflare.getInspectorURL(), built.name);
  return {
    inspector,
    async call(method, image, options) {
      const response = await miniflare.dispatchFetch("http://caller/", {
        method: "POST",
        headers: { "x-call": JSON.stringify({ method, options }) },
        body: image,
      });
      return (await response.json()) as { ok: boolean; elapsedMs: number | null };
    },
    async stop() {
      inspector.close();
      await miniflare.dispose();
      rmSync(outdir, { recursive: true, force: true });
    },
  };
}
