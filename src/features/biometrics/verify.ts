import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { comparable } from "../../storage/face-template.ts";
import { planAdvance } from "../users/advance.ts";
import type { CheckResult } from "../users/check-result.ts";
import { livenessOfFace } from "./bind-liveness.ts";
import type { BiometricsDeps } from "./deps.ts";
import {
  DEFAULT_MATCH_THRESHOLD,
  decideFaceMatch,
  falseMatchRateAt,
  thresholdForRate,
} from "./face-match.ts";
import { acceptReference, loadReference, type Reference } from "./load-reference.ts";
import { isPortraitAgain, newestPortrait } from "./portrait-reuse.ts";
import { acceptProbes, areOnePerson, meanSimilarity, type Probe, readProbes } from "./read-probes.ts";
import { similarityOf } from "./similarity.ts";
import { insertVerification } from "./store.ts";
import type { VerificationData, VerifyInput } from "./verify-schemas.ts";

/**
 * Compares the face on a picture, or on several of one person, with one reference (1:1). A face that does not match, or a picture that shows
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
  const accepted = await acceptProbes(deps, caller, input);
  const sentAlong = await acceptReference(deps, caller, input);
  // At once: while the second net describes one face, the first already looks for the next.
  const [reference, probes] = await Promise.all([
    loadReference(deps, caller, input, sentAlong),
    readProbes(deps, accepted),
  ]);
  const asked = thresholdOf(input);
  const owner = input.userId ?? reference.userId;
  const portrait =
    reference.type === "document" ? reference : owner ? await newestPortrait(deps, caller, owner) : null;
  const reused = probes.some((probe) => isPortraitAgain(probe, portrait));
  const verdict = reused ? REUSED : compare(probes, reference, asked);
  const { outcome, similarity, reasons, notPerformed } = verdict;
  const userId = input.userId ?? reference.userId;
  const template = probes.find((probe) => probe.template)?.template ?? null;
  const livenessId = userId && template ? await livenessOfFace(deps, caller, userId, template) : null;

  const id = newId("ver");
  const createdAt = deps.clock();
  const { threshold, falseMatchRate } = decideFaceMatch(similarity ?? -1, asked);
  const data: VerificationData = {
    id,
    object: "verification",
    userId,
    outcome,
    match: outcome === "pass",
    similarity,
    threshold,
    falseMatchRate,
    probes: probes.map((probe) => probeView(probe, reference)),
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
      ...(similarity === null ? {} : { similarity, ...rateOf(similarity) }),
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

/** Both faces were described, but by different nets: the reference waits for its re-enrolment. */
const isOutdated = (probes: readonly Probe[], { template }: Reference): boolean =>
  template !== null &&
  probes.some((probe) => probe.template !== null && !comparable(probe.template, template));

/** The document shows its holder to be its holder: that says nothing of who sent the picture. */
const REUSED: Verdict = {
  outcome: "fail",
  similarity: null,
  reasons: ["PORTRAIT_REUSED"],
  notPerformed: ["face_comparison"],
};

/** The similarity asked for, as such or by the rate of strangers that reach it. */
const thresholdOf = ({ minSimilarity, maxFalseMatchRate }: VerifyInput): number =>
  maxFalseMatchRate === undefined
    ? (minSimilarity ?? DEFAULT_MATCH_THRESHOLD)
    : thresholdForRate(maxFalseMatchRate);

/** For policies that ask for a rate: how many strangers are at least as alike as this pair. */
function rateOf(similarity: number): { falseMatchRate: number } {
  return { falseMatchRate: falseMatchRateAt(similarity) ?? 1 };
}

function probeView(probe: Probe, reference: Reference): VerificationData["probes"][number] {
  const similarity =
    probe.template && reference.template ? similarityOf(probe.template, reference.template) : null;
  return { used: similarity !== null, similarity, reasons: probe.reason ? [probe.reason] : [] };
}

/**
 * Only templates of one net are compared; what could not be compared is inconclusive, never a mismatch. Of several
 * probes those without a fit face are left out; two people among them fail.
 */
function compare(probes: readonly Probe[], reference: Reference, threshold: number): Verdict {
  const uncompared = (outcome: Verdict["outcome"], reasons: ReasonCode[], notPerformed: string[] = []) => ({
    outcome,
    similarity: null,
    reasons,
    notPerformed,
  });
  if (probes.every(({ reason }) => reason !== null)) {
    const reasons = [...new Set(probes.flatMap(({ reason }) => (reason ? [reason] : [])))];
    return uncompared("fail", reasons, ["face_comparison"]);
  }
  if (!areOnePerson(probes)) return uncompared("fail", ["PROBES_DIFFER"], ["face_comparison"]);
  if (reference.reason) return uncompared("inconclusive", [reference.reason], ["face_comparison"]);
  const similarity = reference.template && meanSimilarity(probes, reference.template);
  if (similarity === null) {
    return uncompared("inconclusive", isOutdated(probes, reference) ? ["TEMPLATE_OUTDATED"] : [], [
      "face_comparison",
    ]);
  }
  const { outcome } = decideFaceMatch(similarity, threshold);
  return { outcome, similarity, reasons: outcome === "pass" ? [] : ["FACE_MISMATCH"], notPerformed: [] };
}
