import type { VisualZonePort } from "./ports/visual-zone.ts";

/** Two engines of the visual zone as one: the second is asked when the first is down. The answer names who gave it. */
export function zoneWithFallback(first: VisualZonePort, second: VisualZonePort): VisualZonePort {
  return {
    async readVisualZone(image, hints) {
      const answer = await first.readVisualZone(image, hints);
      if (answer.ok || answer.fault !== "ENGINE_UNAVAILABLE") return answer;
      return second.readVisualZone(image, hints);
    },
  };
}
