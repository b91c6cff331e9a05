import { toBase64Url } from "../../../kernel/bytes.ts";
import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { toInstant } from "../../../kernel/clock.ts";
import { newId } from "../../../kernel/ids.ts";
import { commit } from "../../../records/commit.ts";
import { planAdvance } from "../../users/advance.ts";
import type { BiometricsDeps } from "../deps.ts";
import { cryptoBelow, drawSteps } from "./actions.ts";
import { type ChallengeData, type ChallengeInput, FRAME_LIMITS } from "./challenge-schemas.ts";
import { insertChallenge } from "./challenge-store.ts";
import { signChallenge } from "./challenge-token.ts";
import { drawFlash, FLASH_MS, HEX } from "./flash.ts";
import { flashInstruction, instructionFor, startInstruction } from "./instructions.ts";

/** Three steps take six seconds; the rest is for reading, a camera's permission and the way of the frames to us. */
export const LIFETIME_MS = 90_000;

/**
 * Draws what a person is to do before the camera, unforeseeable and to be answered once within 90 seconds. Throws
 * `NOT_FOUND` for an unknown user and `INVALID_TRANSITION` for one whose enrolment is over.
 */
export async function issueChallenge(
  deps: BiometricsDeps,
  caller: Caller,
  input: ChallengeInput,
): Promise<ChallengeData> {
  requireScope(caller, "biometrics:write");
  if (input.userId) await planAdvance(deps, caller, input.userId, []);
  const id = newId("chl");
  const userId = input.userId ?? null;
  const steps = drawSteps(input.kinds, cryptoBelow);
  const flash = input.flash ? drawFlash(cryptoBelow) : null;
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(18)));
  const createdAt = deps.clock();
  const expiresAt = createdAt + LIFETIME_MS;
  const { tenantId } = caller;
  const claims = { tenantId, challengeId: id, nonce, steps, flash };
  const token = await signChallenge(deps, claims, Math.floor(expiresAt / 1000));
  const data: ChallengeData = {
    id,
    object: "liveness_challenge",
    userId,
    steps: steps.map((action) => ({ action, instruction: instructionFor(action, caller.locale) })),
    flash: flash && {
      colours: flash.map((colour, at) => ({
        colour: HEX[colour],
        startMs: at * FLASH_MS,
        durationMs: FLASH_MS,
      })),
      totalMs: flash.length * FLASH_MS,
      instruction: flashInstruction(caller.locale),
    },
    nonce,
    token,
    instructions: startInstruction(caller.locale),
    frames: FRAME_LIMITS,
    createdAt: toInstant(createdAt),
    expiresAt: toInstant(expiresAt),
  };
  const unanswered = { state: "open" as const, livenessId: null, usedAt: null };
  await commit(deps, caller, {
    statements: [
      insertChallenge(deps.database, {
        tenantId,
        id,
        userId,
        steps,
        nonce,
        flash,
        ...unanswered,
        createdAt,
        expiresAt,
      }),
    ],
    audit: [
      {
        action: "biometric.liveness.challenge",
        targetType: "challenge",
        targetId: id,
        details: { userId, steps: steps.join(" "), flash: flash?.join(" ") ?? null },
      },
    ],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}
