import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { answerValueOrNull } from "../../vision/answer-value.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import type { Picture } from "../uploads/schemas.ts";
import { planAdvance } from "../users/advance.ts";
import { answerChallenge } from "./active/answer-challenge.ts";
import type { BiometricsDeps } from "./deps.ts";
import { judgeLiveness } from "./judge-liveness.ts";
import type { LivenessData, LivenessInput } from "./liveness-schemas.ts";
import { type JudgedLiveness, qualityView, recordLiveness } from "./record-liveness.ts";
import { soleFace } from "./sole-face.ts";

/** A challenge could be answered by a living person alone; one frame could not, and the answer says so. */
const NEVER_PERFORMED = "active_challenge";

/**
 * Judges whether a living person was before the camera, from one picture or from the frames that answer a challenge,
 * and keeps the face it saw, sealed, so that a later enrolment or match can be tied to it. The engine being down
 * makes it inconclusive, never a pass.
 */
export async function checkLiveness(
  deps: BiometricsDeps,
  caller: Caller,
  input: LivenessInput,
): Promise<LivenessData> {
  requireScope(caller, "biometrics:write");
  // Wanted for its refusals alone: an unknown person and an enrolment that is over end here.
  if (input.userId) await planAdvance(deps, caller, input.userId, []);
  const judged =
    input.mode === "active"
      ? await answerChallenge(deps, caller, input)
      : await judgePicture(deps, caller, input);
  return recordLiveness(deps, caller, judged);
}

async function judgePicture(
  deps: BiometricsDeps,
  caller: Caller,
  input: LivenessInput,
): Promise<JudgedLiveness> {
  const { picture, field } = pictureOf(input);
  const image = await acceptImage(deps, caller, picture, field);
  const answer = await deps.facesVision.readFaces(image.bytes, { embed: true, liveness: true, eyes: true });
  const reading = answerValueOrNull(answer, `${field}.data`);
  const verdict = judgeLiveness(reading, input.minScore, { openEyes: true });
  const seen = reading && soleFace(reading, { openEyes: true });
  return {
    ...verdict,
    userId: input.userId ?? null,
    method: "passive_single_frame",
    minScore: input.minScore,
    notPerformed: [...verdict.notPerformed, NEVER_PERFORMED],
    template: seen?.ok ? seen.template : null,
    imageSha256: image.sha256,
    quality: reading && qualityView(reading),
    challenge: null,
  };
}

function pictureOf({ images, image }: LivenessInput): { picture: Picture; field: string } {
  const [first] = images ?? [];
  if (first) return { picture: first, field: "images.0" };
  if (image) return { picture: image, field: "image" };
  throw new EnrollError("VALIDATION_FAILED", {
    details: [{ field: "images", code: "REQUIRED", message: "" }],
  });
}
