import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deleteFace } from "../../../../src/features/biometrics/delete-face.ts";
import type { GalleryObject } from "../../../../src/features/biometrics/gallery/gallery-object.ts";
import { listShards, newestTemplateKey } from "../../../../src/features/biometrics/gallery/gallery-store.ts";
import { renewTemplates } from "../../../../src/features/biometrics/gallery/renew-templates.ts";
import { searchGallery } from "../../../../src/features/biometrics/gallery/search-gallery.ts";
import { settleGallery, sweepGallery } from "../../../../src/features/biometrics/gallery/settle-gallery.ts";
import { SHARD_FACES } from "../../../../src/features/biometrics/gallery/shard-faces.ts";
import {
  currentTemplateKey,
  templateKey,
} from "../../../../src/features/biometrics/gallery/template-keys.ts";
import { faces, galleryOutbox, galleryShards } from "../../../../src/storage/tables/biometrics.ts";
import { subjectKeys } from "../../../../src/storage/tables/tenants.ts";
import { bindings } from "../../../support/deps.ts";
import { anEmbedding, MODEL } from "../../../support/vision.ts";
import { aGalleryDesk, type GalleryDesk } from "./support.ts";

const probe = (degrees: number) => ({
  model: MODEL.name,
  modelVersion: MODEL.version,
  embedding: anEmbedding(degrees),
});
const wanted = { limit: 10, minSimilarity: 0.5 };

async function found({ deps, gallery }: GalleryDesk, degrees: number): Promise<string[]> {
  const { candidates, complete } = await searchGallery(deps, gallery, probe(degrees), wanted);
  expect(complete).toBe(true);
  return candidates.map(({ faceId }) => faceId);
}

const waiting = ({ deps, caller }: GalleryDesk) =>
  deps.database.select().from(galleryOutbox).where(eq(galleryOutbox.tenantId, caller.tenantId));

/** How many faces the shards of the desk's gallery really hold, by key version. */
async function held({ deps, gallery }: GalleryDesk): Promise<Record<number, number>> {
  const namespace = bindings.GALLERY as unknown as DurableObjectNamespace<GalleryObject>;
  const counts: Record<number, number> = {};
  for (const { keyVersion, shard } of await listShards(deps.database, gallery)) {
    const { tenantId, collectionId, model, modelVersion } = gallery;
    const name = JSON.stringify([tenantId, collectionId, model, modelVersion, keyVersion, shard]);
    const { faces: count } = await namespace.get(namespace.idFromName(name)).measure();
    counts[keyVersion] = (counts[keyVersion] ?? 0) + count;
  }
  return counts;
}

/** The cron, later: when everything that was put off is due. */
async function sweepLater({ deps }: GalleryDesk): Promise<void> {
  deps.clock.advance(2 * 3_600_000);
  await sweepGallery(deps);
}

describe("the gallery and D1", () => {
  it("agree after an enrolment, a replacement and a deletion, and nothing waits", async () => {
    const desk = await aGalleryDesk();
    const one = await desk.enrol(0);
    const other = await desk.enrol(90);
    expect(await held(desk)).toEqual({ 1: 2 });
    expect([await found(desk, 5), await found(desk, 95)]).toEqual([[one.faceId], [other.faceId]]);
    await deleteFace(desk.deps, desk.caller, one.faceId);
    expect(await held(desk)).toEqual({ 1: 1 });
    expect(await found(desk, 5)).toEqual([]);
    expect(await waiting(desk)).toEqual([]);
  });

  it("lose nothing when no shard can be reached after the commit: searches read what waits, cron heals", async () => {
    const desk = await aGalleryDesk();
    desk.cut(true);
    const { faceId } = await desk.enrol(0);
    expect(await waiting(desk)).toMatchObject([{ faceId, action: "put", attempts: 1 }]);
    desk.cut(false);
    expect(await found(desk, 5)).toEqual([faceId]);
    await sweepLater(desk);
    expect(await waiting(desk)).toEqual([]);
    expect(await held(desk)).toEqual({ 1: 1 });
    expect(await found(desk, 5)).toEqual([faceId]);
  });

  it("lose nothing when the process dies between the commit and the gallery", async () => {
    const desk = await aGalleryDesk();
    const { userId } = await desk.enrol(90);
    // What the batch of a registration writes, and nothing after it.
    const [row] = await desk.deps.database.select().from(faces).where(eq(faces.userId, userId));
    if (!row) throw new Error("no row");
    await desk.deps.database.insert(faces).values({ ...row, id: "fac_after_the_kill" });
    expect(await waiting(desk)).toMatchObject([{ faceId: "fac_after_the_kill", action: "put" }]);
    expect(await found(desk, 90)).toContain("fac_after_the_kill");
    await sweepLater(desk);
    expect(await held(desk)).toEqual({ 1: 2 });
  });

  it("never name a deleted face, though its shard cannot be told, and delete it there later", async () => {
    const desk = await aGalleryDesk();
    const { faceId } = await desk.enrol(0);
    desk.cut(true);
    await deleteFace(desk.deps, desk.caller, faceId);
    desk.cut(false);
    expect(await held(desk)).toEqual({ 1: 1 });
    expect(await found(desk, 0)).toEqual([]);
    await sweepLater(desk);
    expect(await held(desk)).toEqual({ 1: 0 });
  });

  it.each([
    [
      "its row is deleted",
      ({ deps }: GalleryDesk, of: { faceId: string; userId: string }) =>
        deps.database.delete(faces).where(eq(faces.id, of.faceId)),
    ],
    [
      "its person's key is erased",
      ({ deps, caller }: GalleryDesk, of: { faceId: string; userId: string }) =>
        deps.database
          .delete(subjectKeys)
          .where(and(eq(subjectKeys.tenantId, caller.tenantId), eq(subjectKeys.subjectId, of.userId))),
    ],
  ])("let a face go when %s, by whoever", async (_how, erase) => {
    const desk = await aGalleryDesk();
    const gone = await desk.enrol(0);
    await desk.enrol(90);
    await erase(desk, gone);
    await sweepLater(desk);
    expect(await held(desk)).toEqual({ 1: 1 });
    expect(await waiting(desk)).toEqual([]);
  });

  it("open another shard where one is full, search and delete in all of them, and refill what became free", async () => {
    const desk = await aGalleryDesk();
    const { deps, caller, gallery } = desk;
    const one = await desk.enrol(0);
    await deps.database
      .update(galleryShards)
      .set({ faces: SHARD_FACES })
      .where(eq(galleryShards.tenantId, caller.tenantId));
    const other = await desk.enrol(40);
    const sizes = async () =>
      (await listShards(deps.database, gallery)).map(({ shard, faces: size }) => [shard, size]);
    expect(await sizes()).toEqual([
      [0, SHARD_FACES],
      [1, 1],
    ]);
    expect(await found(desk, 10)).toEqual([one.faceId, other.faceId]);
    await deleteFace(deps, caller, other.faceId);
    expect(await sizes()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(await found(desk, 10)).toEqual([one.faceId]);
  });

  it("settle the same change twice without harm", async () => {
    const desk = await aGalleryDesk();
    desk.cut(true);
    const { faceId } = await desk.enrol(0);
    desk.cut(false);
    const { deps, caller } = desk;
    await Promise.all([settleGallery(deps, caller.tenantId), settleGallery(deps, caller.tenantId)]);
    expect(await held(desk)).toEqual({ 1: 1 });
    expect(await found(desk, 0)).toEqual([faceId]);
  });

  it("put a gallery off that fails, later each time, without holding up another", async () => {
    const desk = await aGalleryDesk();
    desk.cut(true);
    await desk.enrol(0);
    const [first] = await waiting(desk);
    await sweepLater(desk);
    const [second] = await waiting(desk);
    expect(second?.attempts).toBe(2);
    expect((second?.dueAt ?? 0) - desk.deps.clock()).toBe(10_000);
    expect(first?.dueAt).toBeLessThan(second?.dueAt ?? 0);
    const healthy = await aGalleryDesk();
    const { faceId } = await healthy.enrol(0);
    expect(await found(healthy, 0)).toEqual([faceId]);
  });
});

describe("renewing a tenant's templates", () => {
  it("moves every face under a fresh key, is searched meanwhile, and ends the old gallery and key", async () => {
    const desk = await aGalleryDesk();
    const { deps, caller } = desk;
    const [one, other] = [await desk.enrol(0), await desk.enrol(90)];
    const old = await currentTemplateKey(deps, caller.tenantId);

    expect(await renewTemplates(deps, caller.tenantId)).toBe(2);
    expect(await waiting(desk)).toHaveLength(2);
    expect([await found(desk, 5), await found(desk, 95)]).toEqual([[one.faceId], [other.faceId]]);

    await sweepLater(desk);
    expect(await held(desk)).toEqual({ 2: 2 });
    expect([await found(desk, 5), await found(desk, 95)]).toEqual([[one.faceId], [other.faceId]]);
    expect(await templateKey(deps, caller.tenantId, 1)).toBeNull();
    expect((await newestTemplateKey(deps.database, caller.tenantId))?.version).toBe(2);

    const fresh = await currentTemplateKey(deps, caller.tenantId);
    const template = async (key: typeof old) => (await key.transformFor(desk.gallery, 512))(anEmbedding(0));
    const [before, after] = [await template(old), await template(fresh)];
    const similarity = before.reduce((sum, value, at) => sum + value * (after[at] ?? 0), 0);
    expect(Math.abs(similarity)).toBeLessThan(0.25);
    expect(fresh.sealKey).not.toEqual(old.sealKey);
  });

  it("keeps the old gallery while a face has not moved, and forgets no face deleted in between", async () => {
    const desk = await aGalleryDesk();
    const { deps, caller } = desk;
    const [stays, goes] = [await desk.enrol(0), await desk.enrol(90)];
    await renewTemplates(deps, caller.tenantId);
    desk.cut(true);
    await sweepLater(desk);
    await deleteFace(deps, caller, goes.faceId);
    desk.cut(false);
    expect(await held(desk)).toEqual({ 1: 2, 2: 0 });
    expect([await found(desk, 0), await found(desk, 90)]).toEqual([[stays.faceId], []]);
    await sweepLater(desk);
    expect(await held(desk)).toEqual({ 2: 1 });
    expect(await found(desk, 0)).toEqual([stays.faceId]);
  });
});
