/**
 * `npm run -s eval:active -- [--each 100] [--honest 1000] [--seed 1] [--detail]`: the judge of active liveness on
 * synthetic landmarks, and its colours on small rendered pictures. No net has a part in it: it measures the rules, not
 * the eyes they see by.
 */
import { parseArgs } from "node:util";
import { ACTIONS, drawSteps } from "../src/features/biometrics/active/actions.ts";
import type { ActiveEvidence } from "../src/features/biometrics/active/evidence.ts";
import { judgeActive } from "../src/features/biometrics/active/judge-active.ts";
import { attackers } from "./active/attacks.ts";
import { ATTACKS as FLASH_ATTACKS, HONEST as FLASH_HONEST, tryFlash } from "./active/flash-scenes.ts";
import { openRandom } from "./active/random.ts";
import { evidenceOf, honestFrames } from "./active/synthetic.ts";

const { values } = parseArgs({
  options: {
    each: { type: "string", default: "100" },
    honest: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    detail: { type: "boolean", default: false },
  },
});
const random = openRandom(Number(values.seed));
const aChallenge = () => drawSteps(ACTIONS, random.below);

const missed = new Map<string, number>();
function accepted(group: string, evidence: ActiveEvidence): boolean {
  const { outcome, trace } = judgeActive(evidence);
  for (const { rule, result } of trace) {
    const name = `${group} ${rule.replace(/\.\d\./, ".")} ${result}`;
    if (result !== "pass") missed.set(name, (missed.get(name) ?? 0) + 1);
  }
  return outcome === "pass";
}

const attacks: Record<string, { tried: number; accepted: number }> = {};
const kinds = attackers((asked) => {
  for (;;) {
    const others = aChallenge();
    if (others.join() !== asked.join()) return others;
  }
});
for (const [kind, attack] of Object.entries(kinds)) {
  const count = { tried: 0, accepted: 0 };
  while (count.tried < Number(values.each)) {
    count.tried++;
    if (accepted(kind, attack(aChallenge(), random))) count.accepted++;
  }
  attacks[kind] = count;
}
let acceptedHonest = 0;
const honest = Number(values.honest);
for (let at = 0; at < honest; at++) {
  const steps = aChallenge();
  if (accepted("honest", evidenceOf(steps, honestFrames(steps, random)))) acceptedHonest++;
}
const flash = (settings: typeof FLASH_HONEST) =>
  Object.fromEntries(
    Object.entries(settings).map(([kind, setting]) => {
      const tried = tryFlash(setting, Number(values.each), random);
      for (const [rule, count] of tried.missed) missed.set(`flash ${kind} ${rule}`, count);
      return [kind, tried.outcomes];
    }),
  );
const colours = { honest: flash(FLASH_HONEST), attacks: flash(FLASH_ATTACKS) };
if (values.detail) for (const [name, count] of [...missed].sort()) console.error(name, count);
const sum = (of: "tried" | "accepted") => Object.values(attacks).reduce((total, one) => total + one[of], 0);
console.log(
  JSON.stringify({
    attacks: sum("tried"),
    accepted: sum("accepted"),
    honest,
    acceptedHonest,
    kinds: attacks,
    flash: colours,
    seed: Number(values.seed),
  }),
);
