import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import { commit } from "../../records/commit.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { answerValue } from "../../vision/answer-value.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import type { BiometricsDeps } from "./deps.ts";
import { falseMatchRateAt } from "./face-match.ts";
import { searchGallery } from "./gallery/search-gallery.ts";
import type { SearchData, SearchInput } from "./search-schemas.ts";
import { soleFace } from "./sole-face.ts";
import { findFace } from "./store.ts";
import { openFaceTemplate } from "./templates.ts";

/**
 * Names the enrolled people of a collection who are like the face on a picture, or like an enrolled face (1:N,
 * exact). Candidates are for a person to decide on, never a match by themselves. Every search is audited.
 * Faces that another net described are counted, and never pass for faces that were compared.
 * Throws `NOT_FOUND` for an unknown `faceId` and `SERVICE_UNAVAILABLE` when a part of the gallery is out of reach.
 */
export async function searchFaces(
  deps: BiometricsDeps,
  caller: Caller,
  input: SearchInput,
): Promise<SearchData> {
  requireScope(caller, "biometrics:search");
  const { collectionId, limit, minSimilarity } = input;
  const probe = await loadProbe(deps, caller, input);
  const found = probe.template
    ? await searchGallery(
        deps,
        {
          tenantId: caller.tenantId,
          collectionId,
          model: probe.template.model,
          modelVersion: probe.template.modelVersion,
        },
        probe.template,
        { limit, minSimilarity, exceptUserId: probe.userId },
      )
    : { complete: false, outdated: null, candidates: [] };
  const { candidates, outdated } = found;
  const complete = found.complete && outdated === 0;
  const data: SearchData = {
    object: "face_search",
    collectionId,
    outcome: candidates.length > 0 ? "candidates" : complete ? "none" : "inconclusive",
    candidates,
    notCompared: outdated === null ? null : { outdated },
    minSimilarity,
    falseMatchRate: falseMatchRateAt(minSimilarity),
    decision: "human",
    reasons: probe.reasons,
    assurance: {
      notPerformed: [
        ...(complete ? [] : ["complete_search"]),
        ...(outdated ? ["search_of_outdated_faces"] : []),
      ],
    },
    createdAt: toInstant(deps.clock()),
  };
  await commit(deps, caller, {
    statements: [],
    audit: [
      {
        action: "biometric.search",
        targetType: "collection",
        targetId: collectionId,
        details: {
          faceId: input.faceId ?? null,
          outcome: data.outcome,
          candidates: candidates.length,
          outdated,
        },
      },
    ],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}

interface Probe {
  template: FaceTemplate | null;
  /** The person whose face it is, who is not a candidate for themselves. */
  userId: string | undefined;
  reasons: ReasonCode[];
}

async function loadProbe(deps: BiometricsDeps, caller: Caller, input: SearchInput): Promise<Probe> {
  if (input.image) {
    const image = await acceptImage(deps, caller, input.image, "image");
    const answer = await deps.facesVision.readFaces(image.bytes, { embed: true, liveness: false });
    const seen = soleFace(answerValue(answer, "image.data"));
    return seen.ok
      ? { template: seen.template, userId: undefined, reasons: [] }
      : { template: null, userId: undefined, reasons: [seen.reason] };
  }
  const row = await findFace(deps.database, caller.tenantId, input.faceId ?? "");
  const template = row && (await openFaceTemplate(deps, row));
  if (!row || !template) {
    throw new EnrollError("NOT_FOUND", { details: [{ field: "faceId", code: "NOT_FOUND", message: "" }] });
  }
  return { template, userId: row.userId, reasons: [] };
}
