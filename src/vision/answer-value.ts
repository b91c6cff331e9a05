import { EnrollError } from "../kernel/errors.ts";
import type { VisionAnswer } from "./ports/answer.ts";

/**
 * The value of an answer. Throws the picture's own fault under `field`, and `SERVICE_UNAVAILABLE` when the
 * engine is down: a verb that cannot go on without the reading stops before it has written anything.
 */
export function answerValue<T>(answer: VisionAnswer<T>, field: string): T {
  if (answer.ok) return answer.value;
  if (answer.fault === "ENGINE_UNAVAILABLE") throw engineUnavailable();
  throw new EnrollError(answer.fault, {
    // The engine's own words are for its log: people read the catalogue, in their language.
    details: [{ field, code: answer.fault, message: "" }],
  });
}

/** As `answerValue`, but null when the engine is down: for verbs that can answer `inconclusive`. */
export function answerValueOrNull<T>(answer: VisionAnswer<T>, field: string): T | null {
  if (!answer.ok && answer.fault === "ENGINE_UNAVAILABLE") return null;
  return answerValue(answer, field);
}

const engineUnavailable = () => new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" } });
