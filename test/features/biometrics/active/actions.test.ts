import { describe, expect, it } from "vitest";
import { openRandom } from "../../../../scripts/active/random.ts";
import { ACTIONS, drawSteps, isTurn, STEPS } from "../../../../src/features/biometrics/active/actions.ts";

describe("the steps of a challenge", () => {
  it("are each of the 114 sequences with a turn and nothing twice in a row, about as often", () => {
    const { below } = openRandom(3);
    const drawn = new Map<string, number>();
    for (let at = 0; at < 11_400; at++) {
      const steps = drawSteps(ACTIONS, below).join(" ");
      drawn.set(steps, (drawn.get(steps) ?? 0) + 1);
    }
    expect(drawn.size).toBe(114);
    expect(Math.min(...drawn.values())).toBeGreaterThan(55);
    expect(Math.max(...drawn.values())).toBeLessThan(150);
  });

  it.each([[["blink"]], [["smile", "nod"]], [["turn_left"]], [["closer", "turn_right"]]] as const)(
    "ask for a turn and nothing unwanted beside it, with %j",
    (kinds) => {
      const { below } = openRandom(4);
      for (let at = 0; at < 200; at++) {
        const steps = drawSteps(kinds, below);
        expect(steps).toHaveLength(STEPS);
        expect(steps.some(isTurn)).toBe(true);
        const strange = steps.filter((step) => !isTurn(step) && !(kinds as readonly string[]).includes(step));
        expect(strange).toEqual([]);
      }
    },
  );
});
