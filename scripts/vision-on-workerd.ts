import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { buildVision, type VisionWorkerName } from "./build-vision.ts";

type V4Options = Parameters<typeof convertV4MiniflareOptions>[0];

/** A vision Worker running on workerd, with its entrypoint's methods callable from Node. */
export interface RunningVision<Port> {
  port: Port;
  stop(): Promise<void>;
}

/**
 * Builds a vision Worker as it is deployed and starts it on workerd, behind a caller bound to it as the API Worker
 * is, so that evals measure the code and the runtime that serve requests.
 */
export async function startVision<Port>(
  name: VisionWorkerName,
  entrypoint: string,
): Promise<RunningVision<Port>> {
  const outdir = mkdtempSync(path.join(tmpdir(), `enroll-${name}-`));
  const built = await buildVision(name, outdir);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: "caller",
          modules: true,
          script: "export default { fetch: () => new Response(null, { status: 404 }) };",
          compatibilityDate: built.compatibilityDate,
          serviceBindings: { VISION: { name: built.name, entrypoint } },
        },
        built,
      ],
      // The option types demand `scriptPath` beside `modules`, which the runtime does not.
    } as V4Options),
  );
  const { VISION } = await miniflare.getBindings<{ VISION: Port }>("caller");
  return {
    port: VISION,
    async stop() {
      await miniflare.dispose();
      rmSync(outdir, { recursive: true, force: true });
    },
  };
}
