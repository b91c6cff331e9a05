import path from "node:path";
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildVision } from "../../../scripts/build-vision.ts";
import { renderSpecimen } from "../../../scripts/specimen/render.ts";
import { hasNets } from "../../e2e/support/api.ts";

/** A caller that may end its request while the engine is still loading its nets. */
const CALLER = `export default { async fetch(request, env) {
  const image = new Uint8Array(await request.arrayBuffer());
  const reading = env.FACES.readFaces(image, { embed: true, liveness: false });
  if (new URL(request.url).pathname === "/gone") {
    reading.catch(() => {});
    return new Response("gone");
  }
  const answer = await reading;
  return Response.json({ ok: answer.ok, faces: answer.ok ? answer.value.faces.length : null });
} };`;

describe.skipIf(!hasNets("face-detect", "face-landmark", "face-embed"))("a caller that hangs up", () => {
  let miniflare: Miniflare;
  beforeAll(async () => {
    const faces = await buildVision("faces", path.resolve(".enroll", "build", `hang-up-${process.pid}`));
    const caller: V4WorkerOptions = {
      name: "caller",
      modules: true,
      script: CALLER,
      compatibilityDate: faces.compatibilityDate,
      serviceBindings: { FACES: { name: faces.name, entrypoint: "FacesVision" } },
    };
    miniflare = new Miniflare(convertV4MiniflareOptions({ workers: [caller, faces] }));
  });
  afterAll(() => miniflare.dispose());

  it("does not stop the engine for those who come after it", async () => {
    const { jpeg } = await renderSpecimen();
    const send = (where: string) =>
      miniflare.dispatchFetch(`http://caller/${where}`, { method: "POST", body: jpeg });
    expect(await (await send("gone")).text()).toBe("gone");
    expect(await (await send("read")).json()).toMatchObject({ ok: true });
  });
});
