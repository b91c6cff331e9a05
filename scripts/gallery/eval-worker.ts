/** What the eval of galleries runs on workerd: the real objects, called as the API Worker calls them. */
import { openGallery, type ShardName } from "../../src/features/biometrics/gallery/gallery-client.ts";
import type { GalleryObject } from "../../src/features/biometrics/gallery/gallery-object.ts";

export { GalleryObject } from "../../src/features/biometrics/gallery/gallery-object.ts";

const SEAL_KEY = new Uint8Array(32).fill(7);

export default {
  async fetch(request: Request, env: { GALLERY: DurableObjectNamespace }): Promise<Response> {
    const url = new URL(request.url);
    const of = (name: string) => Number(url.searchParams.get(name));
    const shardOf = (shard: number): ShardName => ({
      tenantId: "ten_eval",
      collectionId: url.searchParams.get("gallery") ?? "",
      model: "synthetic",
      modelVersion: "1",
      keyVersion: 1,
      shard,
    });
    const gallery = openGallery(env.GALLERY);
    const body = new Int8Array(await request.arrayBuffer());
    const length = of("length");
    if (url.pathname === "/insert") {
      const entries = Array.from({ length: body.length / length }, (_, at) => ({
        faceId: `fac_${String(of("from") + at).padStart(24, "0")}`,
        template: body.slice(at * length, (at + 1) * length),
      }));
      return Response.json(await gallery.insert(shardOf(of("shard")), SEAL_KEY, entries));
    }
    if (url.pathname === "/measure") {
      const namespace = env.GALLERY as unknown as DurableObjectNamespace<GalleryObject>;
      const { tenantId, collectionId, model, modelVersion, keyVersion, shard } = shardOf(of("shard"));
      const name = JSON.stringify([tenantId, collectionId, model, modelVersion, keyVersion, shard]);
      return Response.json(await namespace.get(namespace.idFromName(name)).measure());
    }
    const wanted = { limit: of("limit"), minSimilarity: -1 };
    const shards = Array.from({ length: of("shards") }, (_, shard) => shardOf(shard));
    const startedAt = performance.now();
    const hits = await Promise.all(shards.map((shard) => gallery.search(shard, SEAL_KEY, body, wanted)));
    return Response.json({ ms: performance.now() - startedAt, hits: hits.flat() });
  },
};
