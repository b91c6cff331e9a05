/** `npm run -s eval:liveness -- --live <dir> --spoof <dir>`: the passive liveness pair on two folders of pictures. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { openFaces } from "./open-faces.ts";
import { areaUnderCurve, type ScoredPair } from "./verification-metrics.ts";

/** Score under which the review band ends: the figures say what a decision at this point would do. */
const THRESHOLD = 0.5;

const { values } = parseArgs({ options: { live: { type: "string" }, spoof: { type: "string" } } });
if (!values.live || !values.spoof) throw new Error("usage: eval:liveness -- --live <dir> --spoof <dir>");

const faces = await openFaces();
const scored: ScoredPair[] = [];
let notScored = 0;
try {
  for (const [dir, live] of [
    [values.live, true],
    [values.spoof, false],
  ] as const) {
    const pictures = readdirSync(dir).filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
    for (const [at, picture] of pictures.entries()) {
      const image = readFileSync(path.join(dir, picture));
      const answer = await faces.readFaces(image, { embed: false, liveness: true });
      if (!answer.ok && answer.fault === "ENGINE_UNAVAILABLE") throw new Error(answer.detail);
      const liveness = answer.ok ? answer.value.liveness : null;
      if (liveness?.performed) scored.push({ score: liveness.score, same: live });
      else notScored++;
      if (at % 50 === 49) console.error(`${at + 1}/${pictures.length} ${live ? "live" : "spoof"}`);
    }
  }
} finally {
  await faces.close();
}

const live = scored.filter((sample) => sample.same);
const spoof = scored.filter((sample) => !sample.same);
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
console.log(
  JSON.stringify({
    live: live.length,
    spoof: spoof.length,
    auc: live.length > 0 && spoof.length > 0 ? areaUnderCurve(scored) : null,
    // ISO/IEC 30107-3: attacks taken for live, live people taken for attacks.
    apcer: share(spoof.filter(({ score }) => score >= THRESHOLD).length, spoof.length),
    bpcer: share(live.filter(({ score }) => score < THRESHOLD).length, live.length),
    threshold: THRESHOLD,
    notScored,
  }),
);
