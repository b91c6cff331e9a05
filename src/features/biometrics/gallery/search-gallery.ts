import type { FaceTemplate } from "../../../storage/face-template.ts";
import { countNotCompared } from "../outdated-store.ts";
import { toRaw } from "../score-scale.ts";
import { similarityOf } from "../similarity.ts";
import { openFaceWith } from "../templates.ts";
import type { GalleryDeps } from "./gallery-deps.ts";
import type { GalleryHit } from "./gallery-object.ts";
import {
  activeFaces,
  facesInWaiting,
  type GalleryName,
  listShards,
  PAGE,
  type ShardRow,
} from "./gallery-store.ts";
import { quantise } from "./quantise.ts";
import { templateKey } from "./template-keys.ts";

/** What whole numbers of one byte may take from a similarity; the exact one decides afterwards. */
const QUANTISATION = 0.01;
/** By how much two nets together may find a face more alike than the first alone, where it still counts. */
const SECOND_OPINION = 0.08;
/** Faces that no shard holds yet and a search compares itself. */
export const MAX_WAITING = PAGE / 2;
/** Candidates whose embeddings are opened to be compared exactly; with those waiting one page of D1. */
const MAX_OPENED = PAGE / 2;

export interface Candidate {
  faceId: string;
  userId: string;
  /** Cosine of the unquantised embeddings, four decimals. */
  similarity: number;
}

export interface GallerySearch {
  /** False when more faces wait for their shard than a search compares: then the list may lack some. */
  complete: boolean;
  /** Other people's enrolled faces of the collection that another net described, so that nothing compares them. */
  outdated: number;
  /** Most similar first. */
  candidates: Candidate[];
}

/**
 * The enrolled faces that are like one face: exact, across every shard and the faces that none holds yet. The
 * shards propose, D1 decides: only faces active there are named, with the similarity of what is sealed there.
 * Throws `SERVICE_UNAVAILABLE` when a shard cannot be reached.
 */
export async function searchGallery(
  deps: GalleryDeps,
  gallery: GalleryName,
  face: FaceTemplate,
  wanted: { limit: number; minSimilarity: number; exceptUserId?: string | undefined },
): Promise<GallerySearch> {
  // Before all else: a face that is enrolled again meanwhile is then counted and found, and not neither.
  const outdated = await countNotCompared(deps.database, gallery, wanted.exceptUserId);
  // Then those waiting: a face that reaches its shard in between is then found twice, and not missed.
  const waiting = await facesInWaiting(deps.database, gallery, MAX_WAITING + 1);
  const shards = await listShards(deps.database, gallery);
  // The shards know raw scores of the first net alone; what it thinks less of than both do is looked at too.
  const own = `${gallery.model}@${gallery.modelVersion}`;
  const secondOpinion = face.second ? SECOND_OPINION : 0;
  const minSimilarity = toRaw(own, wanted.minSimilarity - secondOpinion) - QUANTISATION;
  // One version, but for the time of a renewal.
  const versions = Map.groupBy(shards, ({ keyVersion }) => keyVersion);
  const hits = (
    await Promise.all(
      [...versions].map(([version, ofVersion]) =>
        searchShards(deps, version, ofVersion, face, minSimilarity),
      ),
    )
  ).flat();
  hits.sort((one, other) => other.similarity - one.similarity);
  const proposed = [...new Set(hits.map(({ faceId }) => faceId))].slice(0, MAX_OPENED);
  const faceIds = [...new Set([...proposed, ...waiting.slice(0, MAX_WAITING)])];
  const candidates = await compareExactly(deps, gallery, face, faceIds, wanted);
  return { complete: waiting.length <= MAX_WAITING, outdated, candidates };
}

async function searchShards(
  deps: GalleryDeps,
  keyVersion: number,
  shards: ShardRow[],
  face: FaceTemplate,
  minSimilarity: number,
): Promise<GalleryHit[]> {
  const [gallery] = shards;
  const key = gallery && (await templateKey(deps, gallery.tenantId, keyVersion));
  // Retired since the directory was read: its faces have moved to the newest.
  if (!key) return [];
  const transform = await key.transformFor(gallery, face.embedding.length);
  const probe = quantise(transform(face.embedding));
  const wanted = { limit: MAX_OPENED, minSimilarity };
  const hits = await Promise.all(
    shards.map((shard) => deps.gallery.search(shard, key.sealKey, probe, wanted)),
  );
  return hits.flat();
}

async function compareExactly(
  deps: GalleryDeps,
  { tenantId }: GalleryName,
  face: FaceTemplate,
  faceIds: string[],
  {
    limit,
    minSimilarity,
    exceptUserId,
  }: { limit: number; minSimilarity: number; exceptUserId?: string | undefined },
): Promise<Candidate[]> {
  const rows = await activeFaces(deps.database, tenantId, faceIds, exceptUserId);
  const keys = await deps.vault.subjectKeys(tenantId, [...new Set(rows.map(({ userId }) => userId))]);
  const candidates: Candidate[] = [];
  for (const row of rows) {
    const { id, userId } = row;
    const key = keys.get(userId);
    if (!key) continue;
    const similarity = similarityOf(face, await openFaceWith(key, row));
    if (similarity !== null && similarity >= minSimilarity)
      candidates.push({ faceId: id, userId, similarity });
  }
  return candidates.sort((one, other) => other.similarity - one.similarity).slice(0, limit);
}
