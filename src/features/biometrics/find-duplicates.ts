import type { Caller } from "../../kernel/caller.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { BiometricsDeps } from "./deps.ts";
import { CANDIDATE_THRESHOLD } from "./face-match.ts";
import { similarityOf } from "./similarity.ts";
import { pageOfGallery } from "./store.ts";
import { openFaceEmbedding } from "./templates.ts";

/**
 * Faces that one request opens and compares. Each is sealed with its own person's key, so that a search opens
 * them one by one; a gallery held open by a Durable Object is to lift this bound.
 */
export const MAX_GALLERY = 2000;
/** D1 binds at most 100 values; a page's keys are fetched by one query. */
const PAGE = 90;
/** A person looks at each. */
const MAX_CANDIDATES = 10;

export interface Duplicates {
  /** False when the gallery is larger than one request can search: then nothing is claimed of it. */
  searched: boolean;
  /** Most similar first, one entry a person. */
  candidates: { userId: string; similarity: number }[];
}

/** Other people of the tenant whose active face in the collection is like this one (1:N, exact). */
export async function findDuplicates(
  deps: BiometricsDeps,
  caller: Caller,
  of: { userId: string; collectionId: string; face: FaceTemplate },
): Promise<Duplicates> {
  const { tenantId } = caller;
  const { model, modelVersion } = of.face;
  const gallery = { collectionId: of.collectionId, model, modelVersion, exceptUserId: of.userId };
  const best = new Map<string, number>();
  let compared = 0;
  for (let afterId = ""; ; ) {
    const page = await pageOfGallery(deps.database, tenantId, gallery, afterId, PAGE);
    compared += page.length;
    if (compared > MAX_GALLERY) return { searched: false, candidates: [] };
    const keys = await deps.vault.subjectKeys(tenantId, [...new Set(page.map(({ userId }) => userId))]);
    for (const { userId, template } of page) {
      const key = keys.get(userId);
      if (!key) continue;
      const embedding = await openFaceEmbedding(key, tenantId, userId, template);
      const similarity = similarityOf(of.face, { model, modelVersion, embedding });
      if (similarity !== null && similarity >= CANDIDATE_THRESHOLD) {
        best.set(userId, Math.max(similarity, best.get(userId) ?? -1));
      }
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    afterId = last.id;
  }
  const candidates = [...best].map(([userId, similarity]) => ({ userId, similarity }));
  candidates.sort((one, other) => other.similarity - one.similarity);
  return { searched: true, candidates: candidates.slice(0, MAX_CANDIDATES) };
}
