import { logLine } from "../../../kernel/logger.ts";
import { openFaceWith } from "../templates.ts";
import type { GalleryDeps } from "./gallery-deps.ts";
import type { GalleryEntry } from "./gallery-object.ts";
import {
  activeFaces,
  crossOff,
  crossOffPut,
  dueChanges,
  type GalleryName,
  listShards,
  newestChanges,
  type OutboxRow,
  openShard,
  PAGE,
  putOff,
  setShardFaces,
} from "./gallery-store.ts";
import { quantise } from "./quantise.ts";
import { retireOldKeys } from "./renew-templates.ts";
import { SHARD_FACES } from "./shard-faces.ts";
import { currentTemplateKey } from "./template-keys.ts";

/** A run of the cron takes up to 90 changes of each, by eight queries: D1 allows an invocation 1,000. */
const MAX_GALLERIES = 100;
/** What one request writes: a face, and those that step back for it. */
const AFTER_COMMIT = 10;

/**
 * Brings the galleries to where a request has just brought D1. Never throws: what fails stays in the outbox, and
 * until the cron comes by searches read it there.
 */
export async function settleGallery(deps: GalleryDeps, tenantId: string): Promise<void> {
  try {
    await carryOut(deps, await newestChanges(deps.database, tenantId, AFTER_COMMIT), AFTER_COMMIT);
  } catch (error) {
    logFailure(error);
  }
}

/** Carries out what requests left behind, of every tenant; for cron. Answers how many changes it took up. */
export async function sweepGallery(deps: GalleryDeps): Promise<number> {
  let taken = 0;
  for (let left = MAX_GALLERIES; left > 0; ) {
    const rows = await dueChanges(deps.database, deps.clock(), PAGE);
    const done = await carryOut(deps, rows, left);
    left -= done.galleries;
    taken += done.changes;
    if (rows.length < PAGE) break;
  }
  await retireOldKeys(deps);
  return taken;
}

/** One gallery after the other, at most so many; one that cannot be reached does not hold up the rest. */
async function carryOut(deps: GalleryDeps, rows: OutboxRow[], most: number) {
  const galleries = Map.groupBy(rows, ({ tenantId, collectionId, model, modelVersion }) =>
    JSON.stringify([tenantId, collectionId, model, modelVersion]),
  );
  const turns = [...galleries.values()].slice(0, most);
  for (const changes of turns) {
    const [gallery] = changes;
    if (!gallery) continue;
    const removals = changes.filter(({ action }) => action === "remove");
    const puts = changes.filter(({ action }) => action !== "remove");
    try {
      if (removals.length > 0) await carryOutRemovals(deps, gallery, removals);
      if (puts.length > 0) await carryOutPuts(deps, gallery, puts);
    } catch (error) {
      logFailure(error);
      await putOff(deps.database, changes, deps.clock());
    }
  }
  return { galleries: turns.length, changes: turns.flat().length };
}

/** From every shard: which one holds a face is written nowhere, so that it cannot be written wrongly. */
async function carryOutRemovals(deps: GalleryDeps, gallery: GalleryName, rows: OutboxRow[]): Promise<void> {
  const faceIds = rows.map(({ faceId }) => faceId);
  const shards = await listShards(deps.database, gallery);
  const counted = await Promise.all(
    shards.map(async (shard) => ({ ...shard, faces: await deps.gallery.remove(shard, faceIds) })),
  );
  const sizes = counted.map((shard) => setShardFaces(deps.database, shard));
  await deps.database.batch([crossOff(deps.database, rows), ...sizes]);
}

/** Faces that were deleted meanwhile, or whose person was erased, are no longer put anywhere. */
async function carryOutPuts(deps: GalleryDeps, gallery: GalleryName, rows: OutboxRow[]): Promise<void> {
  const entries: GalleryEntry[] = [];
  const key = await currentTemplateKey(deps, gallery.tenantId);
  // The shard is in the directory before a face is seen to be active: whoever deletes that face later finds it.
  const shard = await shardWithRoom(deps, gallery, key.version);
  const found = await activeFaces(
    deps.database,
    gallery.tenantId,
    rows.map(({ faceId }) => faceId),
  );
  const keys = await deps.vault.subjectKeys(gallery.tenantId, [...new Set(found.map((face) => face.userId))]);
  for (const row of found) {
    const { id } = row;
    const subjectKey = keys.get(row.userId);
    if (!subjectKey) continue;
    // The first net's vector alone: all faces of a gallery have it, whether or not a second net was there.
    const { embedding } = await openFaceWith(subjectKey, row);
    const transform = await key.transformFor(gallery, embedding.length);
    entries.push({ faceId: id, template: quantise(transform(embedding)) });
  }
  const size = entries.length > 0 ? await deps.gallery.insert(shard, key.sealKey, entries) : shard.faces;
  await deps.database.batch([
    crossOffPut(deps.database, gallery.tenantId, rows, key.version),
    setShardFaces(deps.database, { ...shard, faces: size }),
  ]);
}

async function shardWithRoom(deps: GalleryDeps, gallery: GalleryName, keyVersion: number) {
  const shards = (await listShards(deps.database, gallery)).filter((row) => row.keyVersion === keyVersion);
  const open = shards.find(({ faces }) => faces < SHARD_FACES);
  if (open) return open;
  const { tenantId, collectionId, model, modelVersion } = gallery;
  const row = { tenantId, collectionId, model, modelVersion, keyVersion, shard: shards.length, faces: 0 };
  await openShard(deps.database, row);
  return row;
}

function logFailure(error: unknown): void {
  logLine("gallery.settle_failed", { error: error instanceof Error ? error.name : "unknown" });
}
