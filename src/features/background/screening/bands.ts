/** How much a tenant wants to see. */
export type Sensitivity = "normal" | "high";

/** From here on a hit is a match, if date of birth or an identifier bears it out. */
export const MATCH_SCORE = 0.92;
/** From here on a hit is shown to a person. */
export const POTENTIAL_SCORE = 0.8;
/** From here on with `sensitivity: "high"`. */
export const HIGH_SENSITIVITY_SCORE = 0.7;

/** The least score that a request sees, unless it names its own. */
export const leastScore = (sensitivity: Sensitivity): number =>
  sensitivity === "high" ? HIGH_SENSITIVITY_SCORE : POTENTIAL_SCORE;

export type HitBand = "match" | "potential_match";

/** A match needs more than a name: names alone never accuse. */
export function bandOf(score: number, borneOut: boolean): HitBand {
  return score >= MATCH_SCORE && borneOut ? "match" : "potential_match";
}
