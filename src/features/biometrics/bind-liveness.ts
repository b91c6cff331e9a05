import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { BiometricsDeps } from "./deps.ts";
import { DEFAULT_MATCH_THRESHOLD } from "./face-match.ts";
import { similarityOf } from "./similarity.ts";
import { findLatestLiveness, findLiveness, type LivenessRow } from "./store.ts";
import { openLivenessTemplate } from "./templates.ts";

/** Long enough to take one more picture, too short to hand the camera on. */
const FRESH_MS = 15 * 60_000;

/** A user's liveness check named in a request. Throws `NOT_FOUND` for an unknown one and for another person's. */
export async function loadLiveness(
  deps: BiometricsDeps,
  caller: Caller,
  userId: string,
  livenessId: string,
): Promise<LivenessRow> {
  const row = await findLiveness(deps.database, caller.tenantId, livenessId);
  if (row?.userId === userId) return row;
  throw new EnrollError("NOT_FOUND", {
    details: [{ field: "livenessId", code: "NOT_FOUND", message: "" }],
  });
}

/** Why a liveness check cannot vouch for a face; null when it was passed, is fresh, and saw that face. */
export async function whyNotBound(
  deps: BiometricsDeps,
  row: LivenessRow,
  face: FaceTemplate,
): Promise<ReasonCode | null> {
  if (row.outcome !== "pass") return row.outcome === "fail" ? "LIVENESS_FAILED" : "LIVENESS_INCONCLUSIVE";
  if (deps.clock() - row.createdAt > FRESH_MS) return "LIVENESS_INCONCLUSIVE";
  return sawFace(deps, row, face);
}

/** The user's newest liveness check when it was passed and saw this face; null otherwise. */
export async function livenessOfFace(
  deps: BiometricsDeps,
  caller: Caller,
  userId: string,
  face: FaceTemplate,
): Promise<string | null> {
  const row = await findLatestLiveness(deps.database, caller.tenantId, userId);
  if (row?.outcome !== "pass") return null;
  return (await sawFace(deps, row, face)) === null ? row.id : null;
}

async function sawFace(
  deps: BiometricsDeps,
  row: LivenessRow,
  face: FaceTemplate,
): Promise<ReasonCode | null> {
  const seen = await openLivenessTemplate(deps, row);
  const similarity = seen && similarityOf(seen, face);
  if (similarity === null) return "LIVENESS_INCONCLUSIVE";
  return similarity >= DEFAULT_MATCH_THRESHOLD ? null : "FACE_MISMATCH";
}
