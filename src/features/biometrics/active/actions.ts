/** What a challenge may ask for; left and right are the person's own. */
export const ACTIONS = ["turn_left", "turn_right", "nod", "blink", "smile", "closer"] as const;
export type Action = (typeof ACTIONS)[number];

/** Only a turned head shows its depth, so that every challenge asks for one. */
const TURNS: readonly Action[] = ["turn_left", "turn_right"];
export const isTurn = (action: Action): action is "turn_left" | "turn_right" => TURNS.includes(action);

/** Long enough that a recording rarely fits (one in 114 of the sequences), short enough to be done gladly. */
export const STEPS = 3;

/**
 * Draws the steps of a challenge: none twice in a row, a turn among them.
 * @param kinds What may be asked beside a turn; a person may not be able to do all of it.
 * @param below Gives a uniform whole number from 0 up to but not including its argument.
 */
export function drawSteps(kinds: readonly Action[], below: (limit: number) => number): Action[] {
  const wanted = new Set(kinds);
  // One kind alone could not be drawn without asking for it twice in a row.
  const enough = wanted.size > 1 && kinds.some(isTurn);
  const choices = [...new Set([...kinds, ...(enough ? [] : TURNS)])];
  for (;;) {
    const steps: Action[] = [];
    while (steps.length < STEPS) {
      const left = choices.filter((action) => action !== steps.at(-1));
      steps.push(left[below(left.length)] as Action);
    }
    // Drawn anew as a whole, so that every sequence that is left is as likely as every other.
    if (steps.some(isTurn)) return steps;
  }
}

/** A uniform number from the system's cryptographic source; draws again where a remainder would favour some. */
export function cryptoBelow(limit: number): number {
  const bound = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < bound) return drawn % limit;
  }
}
