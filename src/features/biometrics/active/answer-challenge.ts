import type { Caller } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import type { ReasonCode } from "../../../kernel/reasons.ts";
import { answerValueOrNull } from "../../../vision/answer-value.ts";
import type { FacesReading } from "../../../vision/ports/faces.ts";
import { acceptImage } from "../../uploads/accept-image.ts";
import type { BiometricsDeps } from "../deps.ts";
import { judgeLiveness, type LivenessVerdict } from "../judge-liveness.ts";
import type { LivenessInput } from "../liveness-schemas.ts";
import { type JudgedLiveness, qualityView } from "../record-liveness.ts";
import { soleFace, standingFaces } from "../sole-face.ts";
import { MAX_FRAME_BYTES } from "./challenge-schemas.ts";
import { insertFrames, seenFrames, takeChallenge } from "./challenge-store.ts";
import type { ActiveFrame } from "./evidence.ts";
import { type ActiveVerdict, judgeActive } from "./judge-active.ts";
import { type ChallengeAnswer, openChallenge } from "./open-challenge.ts";

/**
 * Judges the frames that answer a challenge. The first frame is also judged as a picture by the passive nets, so
 * that the score means the same in both modes. Frames are read one after the other: only one is held at a time.
 */
export async function answerChallenge(
  deps: BiometricsDeps,
  caller: Caller,
  input: LivenessInput,
): Promise<JudgedLiveness> {
  const { frames, flashStartedAtMs } = input;
  if (!frames) throw lacking("frames");
  const { tenantId } = caller;
  const arrivedAt = deps.clock();
  const { challengeId, nonce, token } = input;
  const asked: ChallengeAnswer = { challengeId, nonce, token, userId: input.userId };
  const { row, steps, flash, userId } = await openChallenge(deps, caller, asked, arrivedAt);
  if (flash && flashStartedAtMs === undefined) throw lacking("flashStartedAtMs");

  const read: ActiveFrame[] = [];
  let first: FacesReading | null = null;
  let unread = 0;
  for (const [at, frame] of frames.entries()) {
    const { reading, sha256 } = await readFrame(deps, caller, frame, at, flash !== null);
    if (at === 0) first = reading;
    if (!reading) unread++;
    read.push({ atMs: frame.atMs, sha256, ...facesOf(reading) });
  }
  const hashes = read.map(({ sha256 }) => sha256);
  const seenBefore = await seenFrames(deps.database, tenantId, hashes);
  const active = judgeActive({
    steps,
    frames: read,
    seenBefore,
    sinceIssueMs: arrivedAt - row.createdAt,
    flash: flash && flashStartedAtMs !== undefined ? { colours: flash, startedAtMs: flashStartedAtMs } : null,
  });
  const passive = judgeLiveness(first, input.minScore);
  const seen = first && soleFace(first);
  return {
    userId,
    method: "active_challenge",
    score: passive.score,
    minScore: input.minScore,
    attack: active.attack ?? passive.attack,
    parts: passive.parts,
    ...together(active, passive, unread > 0),
    template: seen?.ok ? seen.template : null,
    imageSha256: hashes[0] ?? "",
    quality: first && qualityView(first),
    challenge: {
      id: row.id,
      trace: active.trace,
      async take(livenessId) {
        await openChallenge(deps, caller, asked, arrivedAt);
        const now = deps.clock();
        return [
          takeChallenge(deps.database, row, { livenessId, usedAt: now }),
          insertFrames(deps.database, tenantId, hashes, { livenessId, createdAt: now }),
        ];
      },
    },
  };
}

const lacking = (field: string): EnrollError =>
  new EnrollError("VALIDATION_FAILED", { details: [{ field, code: "REQUIRED", message: "" }] });

async function readFrame(
  deps: BiometricsDeps,
  caller: Caller,
  frame: NonNullable<LivenessInput["frames"]>[number],
  at: number,
  light: boolean,
): Promise<{ reading: FacesReading | null; sha256: string }> {
  const field = `frames.${at}`;
  const image = await acceptImage(deps, caller, frame, field);
  if (image.bytes.byteLength > MAX_FRAME_BYTES) {
    throw new EnrollError("PAYLOAD_TOO_LARGE", {
      details: [{ field, code: "PAYLOAD_TOO_LARGE", message: "" }],
    });
  }
  const options = { embed: true, eyes: true, liveness: at === 0, light };
  const answer = await deps.facesVision.readFaces(image.bytes, options);
  return { reading: answerValueOrNull(answer, `${field}.data`), sha256: image.sha256 };
}

/** The faces of a frame that count, and the nearest of them. */
function facesOf(reading: FacesReading | null): Pick<ActiveFrame, "faces" | "face"> {
  const faces = reading ? standingFaces(reading) : [];
  const [face] = faces;
  if (!face) return { faces: 0, face: null };
  const { landmarks, pose, embedding, eyes = null, light = null } = face;
  return { faces: faces.length, face: { landmarks, pose, embedding, eyes, light } };
}

/**
 * Both judgements as one. The passive score may refuse, or send to a person; where the nets for it are missing the
 * challenge stands alone, and the answer says so. Frames that no engine read leave the challenge unjudged.
 */
function together(
  active: ActiveVerdict,
  passive: LivenessVerdict,
  engineDown: boolean,
): Pick<JudgedLiveness, "outcome" | "reasons" | "notPerformed"> {
  if (engineDown) {
    const notPerformed = [...new Set([...passive.notPerformed, "active_challenge"])];
    return { outcome: "inconclusive", reasons: ["LIVENESS_INCONCLUSIVE"], notPerformed };
  }
  const { notPerformed } = passive;
  const unscored = passive.score === null;
  const reasons = [...new Set<ReasonCode>([...active.reasons, ...(unscored ? [] : passive.reasons)])];
  if (active.outcome !== "pass" || unscored) return { outcome: active.outcome, reasons, notPerformed };
  return { outcome: passive.outcome, reasons, notPerformed };
}
