import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { BiometricsDeps } from "./deps.ts";
import { CANDIDATE_THRESHOLD } from "./face-match.ts";
import type { RegistrationData } from "./face-schemas.ts";
import { searchGallery } from "./gallery/search-gallery.ts";

/** A person looks at each. */
const MAX_CANDIDATES = 10;

export interface Duplicates {
  /** What of the search was not done: where it names anything, silence claims nothing. */
  notPerformed: string[];
  notCompared: RegistrationData["notCompared"];
  /** Most similar first, one entry a person. */
  candidates: { userId: string; similarity: number }[];
}

const NO_SEARCH: Duplicates = { notPerformed: ["duplicate_search"], notCompared: null, candidates: [] };

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
  const found = await searchGallery(deps, gallery, of.face, wanted).catch(unreachable);
  if (!found) return NO_SEARCH;
  const { complete, outdated, candidates } = found;
  const people = Map.groupBy(candidates, ({ userId }) => userId);
  return {
    notPerformed: [
      ...(complete ? [] : NO_SEARCH.notPerformed),
      ...(outdated > 0 ? ["duplicate_search_of_outdated_faces"] : []),
    ],
    notCompared: { outdated },
    candidates: [...people].map(([userId, [best]]) => ({ userId, similarity: best?.similarity ?? 0 })),
  };
}

/** An enrolment goes on without its search, and says so. */
function unreachable(error: unknown): null {
  if (error instanceof EnrollError && error.code === "SERVICE_UNAVAILABLE") return null;
  throw error;
}
