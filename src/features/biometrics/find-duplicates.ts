import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { BiometricsDeps } from "./deps.ts";
import { CANDIDATE_THRESHOLD } from "./face-match.ts";
import { type GallerySearch, searchGallery } from "./gallery/search-gallery.ts";

/** A person looks at each. */
const MAX_CANDIDATES = 10;

export interface Duplicates {
  /** False when not every face of the gallery could be compared: then its silence claims nothing. */
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
  const { model, modelVersion } = of.face;
  const gallery = { tenantId: caller.tenantId, collectionId: of.collectionId, model, modelVersion };
  const wanted = {
    limit: MAX_CANDIDATES,
    minSimilarity: CANDIDATE_THRESHOLD,
    exceptUserId: of.userId,
  };
  const { complete, candidates } = await searchGallery(deps, gallery, of.face, wanted).catch(unreachable);
  const people = Map.groupBy(candidates, ({ userId }) => userId);
  return {
    searched: complete,
    candidates: [...people].map(([userId, [best]]) => ({ userId, similarity: best?.similarity ?? 0 })),
  };
}

/** An enrolment goes on without its search, and says so. */
function unreachable(error: unknown): GallerySearch {
  if (error instanceof EnrollError && error.code === "SERVICE_UNAVAILABLE") {
    return { complete: false, candidates: [] };
  }
  throw error;
}
