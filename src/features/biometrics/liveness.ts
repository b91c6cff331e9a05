import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { Statement } from "../../storage/database.ts";
import { answerValueOrNull } from "../../vision/answer-value.ts";
import type { FacesReading } from "../../vision/port.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import type { Picture } from "../uploads/schemas.ts";
import { planAdvance } from "../users/advance.ts";
import type { BiometricsDeps } from "./deps.ts";
import { judgeLiveness } from "./judge-liveness.ts";
import type { LivenessData, LivenessInput } from "./schemas.ts";
import { soleFace } from "./sole-face.ts";
import { insertLiveness } from "./store.ts";
import { sealLivenessTemplate } from "./templates.ts";

/** A challenge could be answered by a living person alone; one frame could not, and the answer says so. */
const NEVER_PERFORMED = "active_challenge";

/**
 * Judges from one picture whether a living person was before the camera, and keeps the face it saw, sealed, so
 * that a later enrolment or match can be tied to it. The engine being down makes it inconclusive, never a pass.
 */
export async function checkLiveness(
  deps: BiometricsDeps,
  caller: Caller,
  input: LivenessInput,
): Promise<LivenessData> {
  requireScope(caller, "biometrics:write");
  const { tenantId } = caller;
  const userId = input.userId ?? null;
  // Wanted for its refusals alone: an unknown person and an enrolment that is over end here.
  if (userId) await planAdvance(deps, caller, userId, []);
  const { picture, field } = pictureOf(input);
  const image = await acceptImage(deps, caller, picture, field);
  const answer = await deps.facesVision.readFaces(image.bytes, { embed: true, liveness: true });
  const reading = answerValueOrNull(answer, `${field}.data`);
  const verdict = judgeLiveness(reading, input.minScore);
  const { outcome, score, reasons } = verdict;
  const notPerformed = [...verdict.notPerformed, NEVER_PERFORMED];

  const id = newId("liv");
  const createdAt = deps.clock();
  const subjectId = userId ?? id;
  const subject = await subjectOf(deps, tenantId, subjectId, userId !== null);
  const seen = reading && soleFace(reading);
  const row = {
    tenantId,
    id,
    userId,
    subjectId,
    method: "passive_single_frame",
    outcome,
    score,
    ...(await sealLivenessTemplate(subject.key, tenantId, subjectId, seen?.ok ? seen.template : null)),
    imageSha256: image.sha256,
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
    minScore: input.minScore,
    method: "passive_single_frame",
    attack: null,
    quality: reading && qualityView(reading),
    reasons,
    padCertification: null,
    assurance: { notPerformed },
    createdAt: toInstant(createdAt),
  };
  await commitWithRetry(deps, caller, async () => {
    const observations = {
      minScore: input.minScore,
      method: row.method,
      ...(score === null ? {} : { score }),
    };
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
          insertLiveness(deps.database, row),
          ...(advance?.statements ?? []),
        ],
        audit: [
          {
            action: "biometric.liveness",
            targetType: "liveness",
            targetId: id,
            details: { userId, outcome, reasons: reasons.join(" ") },
          },
        ],
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

function pictureOf({ images, image }: LivenessInput): { picture: Picture; field: string } {
  const [first] = images ?? [];
  if (first) return { picture: first, field: "images.0" };
  if (image) return { picture: image, field: "image" };
  throw new EnrollError("VALIDATION_FAILED", {
    details: [{ field: "images", code: "REQUIRED", message: "" }],
  });
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

function qualityView({ faces, quality }: FacesReading): LivenessData["quality"] {
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
