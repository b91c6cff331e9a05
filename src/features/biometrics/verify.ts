import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { answerValue } from "../../vision/answer-value.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import { planAdvance } from "../users/advance.ts";
import type { CheckResult } from "../users/check-result.ts";
import { livenessOfFace } from "./bind-liveness.ts";
import type { BiometricsDeps } from "./deps.ts";
import { decideFaceMatch } from "./face-match.ts";
import { loadReference, type Reference } from "./load-reference.ts";
import type { VerificationData, VerifyInput } from "./schemas.ts";
import { similarityOf } from "./similarity.ts";
import { type SoleFace, soleFace } from "./sole-face.ts";
import { insertVerification } from "./store.ts";

/**
 * Compares the face on a picture with one reference (1:1). A face that does not match, or a picture that shows
 * none, is a result with reasons. Where the reference is a user's own, the check goes to the user's policy, with
 * the liveness check that saw the same face; a reference sent along says nothing about who somebody is.
 */
export async function verifyFace(
  deps: BiometricsDeps,
  caller: Caller,
  input: VerifyInput,
): Promise<VerificationData> {
  requireScope(caller, "biometrics:write");
  const { tenantId } = caller;
  // Wanted for its refusals alone: an unknown person and an enrolment that is over end here.
  if (input.userId) await planAdvance(deps, caller, input.userId, []);
  const image = await acceptImage(deps, caller, input.probe, "probe");
  const reference = await loadReference(deps, caller, input);
  const answer = await deps.facesVision.readFaces(image.bytes, { embed: true, liveness: false });
  const seen = soleFace(answerValue(answer, "probe.data"));
  const verdict = compare(seen, reference, input.minSimilarity);
  const { outcome, similarity, reasons, notPerformed } = verdict;
  const userId = input.userId ?? reference.userId;
  const livenessId =
    userId && seen.ok && seen.template ? await livenessOfFace(deps, caller, userId, seen.template) : null;

  const id = newId("ver");
  const createdAt = deps.clock();
  const { threshold, falseMatchRate } = decideFaceMatch(similarity ?? -1, input.minSimilarity);
  const data: VerificationData = {
    id,
    object: "verification",
    userId,
    outcome,
    match: outcome === "pass",
    similarity,
    threshold,
    falseMatchRate,
    reference: { type: reference.type, id: reference.id },
    livenessId,
    reasons,
    assurance: { notPerformed },
    createdAt: toInstant(createdAt),
  };
  const row = {
    tenantId,
    id,
    userId,
    outcome,
    similarity,
    threshold,
    referenceType: reference.type,
    referenceId: reference.id,
    reasons,
    createdAt,
  };
  const check: CheckResult = {
    checkId: id,
    type: "face_match",
    outcome,
    reasons,
    observations: {
      threshold,
      reference: reference.type,
      ...(similarity === null ? {} : { similarity }),
      ...(livenessId === null ? {} : { livenessId }),
    },
    notPerformed,
  };
  await commitWithRetry(deps, caller, async () => {
    const ofUser = userId !== null && reference.userId === userId;
    const advance = ofUser ? await planAdvance(deps, caller, userId, [check]) : null;
    return {
      result: undefined,
      change: {
        statements: [insertVerification(deps.database, row), ...(advance?.statements ?? [])],
        audit: [
          {
            action: "biometric.verify",
            targetType: "verification",
            targetId: id,
            details: { userId, outcome, reference: reference.type, reasons: reasons.join(" ") },
          },
        ],
        events: [
          {
            type: data.match ? ("biometric.verified" as const) : ("biometric.mismatch" as const),
            userId,
            object: { id, userId, outcome, reasons },
          },
          ...(advance?.events ?? []),
        ],
        answer: { status: 200, data },
      },
    };
  });
  return data;
}

interface Verdict {
  outcome: VerificationData["outcome"];
  similarity: number | null;
  reasons: ReasonCode[];
  notPerformed: string[];
}

/** Only templates of one net are compared; what could not be compared is inconclusive, never a mismatch. */
function compare(seen: SoleFace, reference: Reference, threshold: number): Verdict {
  const uncompared = (outcome: Verdict["outcome"], reasons: ReasonCode[], notPerformed: string[] = []) => ({
    outcome,
    similarity: null,
    reasons,
    notPerformed,
  });
  if (!seen.ok) return uncompared("fail", [seen.reason], ["face_comparison"]);
  if (reference.reason) return uncompared("inconclusive", [reference.reason], ["face_comparison"]);
  const similarity =
    seen.template && reference.template ? similarityOf(seen.template, reference.template) : null;
  if (similarity === null) return uncompared("inconclusive", [], ["face_comparison"]);
  const { outcome } = decideFaceMatch(similarity, threshold);
  return { outcome, similarity, reasons: outcome === "pass" ? [] : ["FACE_MISMATCH"], notPerformed: [] };
}
