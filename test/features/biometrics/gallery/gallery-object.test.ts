import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { GalleryObject } from "../../../../src/features/biometrics/gallery/gallery-object.ts";
import { quantise } from "../../../../src/features/biometrics/gallery/quantise.ts";
import { newId } from "../../../../src/kernel/ids.ts";
import { bindings } from "../../../support/deps.ts";
import { anEmbedding } from "../../../support/vision.ts";

const key = new Uint8Array(32).fill(5);
const namespace = bindings.GALLERY as unknown as DurableObjectNamespace<GalleryObject>;
const aShard = () => namespace.get(namespace.idFromName(newId("req")));
const at = (degrees: number) => quantise(anEmbedding(degrees));
const wanted = { limit: 5, minSimilarity: 0.45 };

async function filled() {
  const shard = aShard();
  const faces = [
    { faceId: "fac_0", template: at(0) },
    { faceId: "fac_30", template: at(30) },
    { faceId: "fac_90", template: at(90) },
  ];
  expect(await shard.insert(key, faces)).toBe(3);
  return { shard, faces };
}
const names = (hits: { faceId: string }[]) => hits.map(({ faceId }) => faceId);

describe("a shard of the gallery", () => {
  it("names the faces that are like the probe, most similar first", async () => {
    const { shard } = await filled();
    const hits = await shard.search(key, at(10), wanted);
    expect(names(hits)).toEqual(["fac_0", "fac_30"]);
    expect(hits[0]?.similarity).toBeCloseTo(Math.cos((10 * Math.PI) / 180), 2);
    expect(await shard.search(key, at(180), wanted)).toEqual([]);
    expect(await aShard().search(key, at(0), wanted)).toEqual([]);
  });

  it("keeps a face once, however often it comes, before and after the index is built", async () => {
    const { shard, faces } = await filled();
    expect(await shard.insert(key, faces)).toBe(3);
    await shard.search(key, at(0), wanted);
    expect(await shard.insert(key, [...faces, { faceId: "fac_60", template: at(60) }])).toBe(4);
    expect(names(await shard.search(key, at(60), { ...wanted, limit: 1 }))).toEqual(["fac_60"]);
    expect(names(await shard.search(key, at(0), wanted))).toEqual(["fac_0", "fac_30", "fac_60"]);
  });

  it("still knows every face after it was evicted", async () => {
    const { shard } = await filled();
    const before = await shard.search(key, at(20), wanted);
    await evictDurableObject(shard);
    expect(await shard.search(key, at(20), wanted)).toEqual(before);
  });

  it.each([
    ["built", true],
    ["not built", false],
  ])(
    "deletes a face for good when its index is %s, and refuses it when it comes late",
    async (_which, built) => {
      const { shard, faces } = await filled();
      if (built) await shard.search(key, at(0), wanted);
      expect(await shard.remove(["fac_0", "fac_unknown"])).toBe(2);
      expect(names(await shard.search(key, at(0), wanted))).toEqual(["fac_30"]);
      expect(await shard.insert(key, faces)).toBe(2);
      const rows = await runInDurableObject(shard, (_object, state) =>
        state.storage.sql.exec<{ face_id: string }>("SELECT face_id FROM faces ORDER BY face_id").toArray(),
      );
      expect(rows.map(({ face_id }) => face_id)).toEqual(["fac_30", "fac_90"]);
      await evictDurableObject(shard);
      expect(names(await shard.search(key, at(0), wanted))).toEqual(["fac_30"]);
    },
  );

  it("agrees on every face when insertions, deletions and searches come at once", async () => {
    const { shard } = await filled();
    await Promise.all([
      shard.search(key, at(0), wanted),
      shard.insert(key, [{ faceId: "fac_5", template: at(5) }]),
      shard.remove(["fac_30"]),
      shard.search(key, at(0), wanted),
      shard.insert(key, [{ faceId: "fac_7", template: at(7) }]),
    ]);
    expect(names(await shard.search(key, at(0), wanted))).toEqual(["fac_0", "fac_5", "fac_7"]);
    await evictDurableObject(shard);
    expect(names(await shard.search(key, at(0), wanted))).toEqual(["fac_0", "fac_5", "fac_7"]);
  });

  it("holds no template open on its disk, and opens none without the right key", async () => {
    const { shard } = await filled();
    const stored = await runInDurableObject(shard, (_object, state) =>
      state.storage.sql
        .exec<{ template: ArrayBuffer }>("SELECT template FROM faces WHERE face_id = 'fac_90'")
        .one(),
    );
    const text = new TextDecoder("latin1").decode(stored.template);
    // 90 degrees: all but one of its 512 numbers are 0.
    expect(text).not.toContain("\0\0\0\0");
    const wrongKey = new Uint8Array(32).fill(6);
    await runInDurableObject(shard, async (object) => {
      await expect(object.search(wrongKey, at(0), wanted)).rejects.toThrow();
    });
    expect(names(await shard.search(key, at(0), wanted))).toEqual(["fac_0", "fac_30"]);
  });

  it("opens no row that was copied from another shard", async () => {
    const { shard } = await filled();
    const other = aShard();
    const row = await runInDurableObject(shard, (_object, state) =>
      state.storage.sql
        .exec<{ template: ArrayBuffer }>("SELECT template FROM faces WHERE face_id = 'fac_0'")
        .one(),
    );
    await runInDurableObject(other, (_object, state) => {
      state.storage.sql.exec("INSERT INTO faces (face_id, template) VALUES ('fac_0', ?)", row.template);
    });
    await runInDurableObject(other, async (object) => {
      await expect(object.search(key, at(0), wanted)).rejects.toThrow();
    });
  });

  it("leaves nothing when it is destroyed, and can be used again", async () => {
    const { shard } = await filled();
    await shard.search(key, at(0), wanted);
    await shard.destroy();
    expect(await shard.search(key, at(0), wanted)).toEqual([]);
    expect((await shard.measure()).faces).toBe(0);
    expect(await shard.insert(key, [{ faceId: "fac_0", template: at(0) }])).toBe(1);
  });
});
