import type { Caller } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { Statement } from "../../storage/database.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { FacesReading } from "../../vision/ports/faces.ts";
import { planAdvance } from "../users/advance.ts";
import type { BiometricsDeps } from "./deps.ts";
import type { LivenessData } from "./liveness-schemas.ts";
import { insertLiveness } from "./store.ts";
import { sealLivenessTemplate } from "./templates.ts";

/** A liveness check that was judged and is yet to be written. */
export interface JudgedLiveness
  extends Pick<
    LivenessData,
    "userId" | "method" | "outcome" | "score" | "minScore" | "attack" | "parts" | "quality" | "reasons"
  > {
  notPerformed: string[];
  /** The face that was seen; null when there was no fit one. */
  template: FaceTemplate | null;
  imageSha256: string;
  /** The challenge that was answered. `take` is planned with each try to write, so that two answers never both count. */
  challenge: {
    id: string;
    trace: NonNullable<LivenessData["trace"]>;
    take(livenessId: string): Promise<Statement[]>;
  } | null;
}

/** Writes a judged check with its trace, event and the user's advance as one change, and answers it. */
export async function recordLiveness(
  deps: BiometricsDeps,
  caller: Caller,
  judged: JudgedLiveness,
): Promise<LivenessData> {
  const { tenantId } = caller;
  const { userId, method, outcome, score, minScore, attack, parts, reasons, notPerformed, challenge } =
    judged;
  const id = newId("liv");
  const createdAt = deps.clock();
  const subjectId = userId ?? id;
  const subject = await subjectOf(deps, tenantId, subjectId, userId !== null);
  const row = {
    tenantId,
    id,
    userId,
    subjectId,
    method,
    outcome,
    score,
    ...(await sealLivenessTemplate(subject.key, tenantId, subjectId, judged.template)),
    imageSha256: judged.imageSha256,
    reasons,
    createdAt,
  };
  const data: LivenessData = {
    id,
    object: "liveness",
    userId,
    outcome,
    passed: outcome === "pass",
    score,
    minScore,
    method,
    attack,
    parts,
    quality: judged.quality,
    challengeId: challenge?.id ?? null,
    trace: challenge?.trace ?? null,
    reasons,
    padCertification: null,
    assurance: { notPerformed },
    createdAt: toInstant(createdAt),
  };
  const details = { userId, method, outcome, attack, reasons: reasons.join(" ") };
  await commitWithRetry(deps, caller, async () => {
    const observations = { minScore, method, ...(score === null ? {} : { score }) };
    const advance = userId
      ? await planAdvance(deps, caller, userId, [
          { checkId: id, type: "liveness", outcome, reasons, observations, notPerformed },
        ])
      : null;
    return {
      result: undefined,
      change: {
        statements: [
          ...subject.statements,
          ...((await challenge?.take(id)) ?? []),
          insertLiveness(deps.database, row),
          ...(advance?.statements ?? []),
        ],
        audit: [{ action: "biometric.liveness", targetType: "liveness", targetId: id, details }],
        events: [
          {
            type: data.passed
              ? ("biometric.liveness.passed" as const)
              : ("biometric.liveness.failed" as const),
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

async function subjectOf(
  deps: BiometricsDeps,
  tenantId: string,
  subjectId: string,
  isUser: boolean,
): Promise<{ key: CryptoKey; statements: Statement[] }> {
  if (isUser) {
    const key = await deps.vault.subjectKey(tenantId, subjectId);
    if (!key) throw new EnrollError("NOT_FOUND");
    return { key, statements: [] };
  }
  const { key, statement } = await deps.vault.newSubjectKey(tenantId, subjectId);
  return { key, statements: [statement] };
}

/** What an answer tells of the picture's quality. */
export function qualityView({ faces, quality }: FacesReading): LivenessData["quality"] {
  const { sharpness, brightness, glare, issues } = quality;
  const face = faces[0]?.quality ?? null;
  return {
    face: face?.overall ?? null,
    faceHeightPx: face?.heightPx ?? null,
    sharpness,
    brightness,
    glare,
    issues,
  };
}
