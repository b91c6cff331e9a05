/**
 * `npm run -s eval:liveness -- --live <dir> --spoof <dir> [--faces <dir> [--people 100] [--samples <dir>]]`: passive
 * liveness on two folders of pictures, as the product judges them. With `--faces` also on what is made of photographs
 * of faces: saved as a camera saves them, and shown to a simulated camera on screens and paper (`scripts/liveness/`).
 * Those attacks are a laboratory's: they say which sign sees what, not how often a forger succeeds. `--samples` keeps
 * what was made, and takes it from there the next time; making it takes minutes. The last line of stdout is JSON.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_MIN_SCORE, judgeLiveness } from "../src/features/biometrics/judge-liveness.ts";
import { interval } from "./liveness/interval.ts";
import { makeSamples, SIMULATED } from "./liveness/samples.ts";
import { openFaces } from "./open-faces.ts";
import { areaUnderCurve } from "./verification-metrics.ts";

/** What passes: review and refusal are errors for people, and successes against attacks. */
const THRESHOLD = DEFAULT_MIN_SCORE;

const { values } = parseArgs({
  options: {
    live: { type: "string" },
    spoof: { type: "string" },
    faces: { type: "string" },
    people: { type: "string", default: "100" },
    samples: { type: "string" },
  },
});
if (!values.live || !values.spoof)
  throw new Error("usage: eval:liveness -- --live <dir> --spoof <dir> [--faces <dir>]");
for (const dir of [values.live, values.spoof, values.faces]) {
  if (dir && !statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`There is no folder ${dir}.`);
    process.exit(1);
  }
}

interface Scored {
  nets: number;
  fused: number;
  /** Signs that counted. */
  signs: string[];
}
// Before the engine is opened: nobody waits at its end of the line for minutes.
const samples = values.samples ?? mkdtempSync(path.join(tmpdir(), "enroll-liveness-"));
if (values.faces) await makeSamples(samples, values.faces, Number(values.people));
const faces = await openFaces();

/** Scores of a folder's pictures, by the nets alone and with the signs, and how many could not be scored. */
async function score(dir: string): Promise<{ scored: Scored[]; notScored: number }> {
  const scored: Scored[] = [];
  let notScored = 0;
  const files = readdirSync(dir).filter((file) => /\.(jpe?g|png|webp)$/i.test(file));
  if (files.length === 0) console.error(`No JPEG, PNG or WebP in ${dir}: its rate is null.`);
  for (const file of files.sort()) {
    const image = readFileSync(path.join(dir, file));
    const answer = await faces.readFaces(image, { embed: false, liveness: true });
    if (!answer.ok && answer.fault === "ENGINE_UNAVAILABLE") throw new Error(answer.detail);
    const liveness = answer.ok ? answer.value.liveness : null;
    const verdict = answer.ok ? judgeLiveness(answer.value, THRESHOLD) : null;
    if (!liveness?.performed || !verdict || verdict.score === null) {
      notScored++;
      continue;
    }
    const told = verdict.parts.filter((part) => part.kind === "sign" && part.score < 1);
    scored.push({ nets: liveness.score, fused: verdict.score, signs: told.map(({ name }) => name) });
    console.error(`${dir}/${file}: ${liveness.score.toFixed(3)} ${verdict.score} ${verdict.attack ?? ""}`);
  }
  return { scored, notScored };
}

const passing = (scored: readonly Scored[], by: "nets" | "fused") =>
  scored.filter((sample) => sample[by] >= THRESHOLD).length;

/** How many of a set's pictures pass, by the nets alone and with the signs. */
function figures({ scored, notScored }: { scored: Scored[]; notScored: number }) {
  const count = scored.length;
  const signs: Record<string, number> = {};
  for (const { signs: told } of scored) for (const name of told) signs[name] = (signs[name] ?? 0) + 1;
  const passed = passing(scored, "fused");
  return {
    count,
    passNets: passing(scored, "nets"),
    pass: passed,
    passShare: interval(passed, count),
    signs,
    notScored,
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
/** Errors, of how many, and the interval (95 %, Wilson) in which their rate lies. */
const counted = (errors: number, of: number) => ({ errors, of, interval95: interval(errors, of) });
const sets: Record<string, ReturnType<typeof figures>> = {};
try {
  const [live, spoof] = [await score(values.live), await score(values.spoof)];
  if (values.faces)
    for (const set of Object.keys(SIMULATED)) sets[set] = figures(await score(path.join(samples, set)));
  const pairs = (by: "nets" | "fused") => [
    ...live.scored.map((sample) => ({ score: sample[by], same: true })),
    ...spoof.scored.map((sample) => ({ score: sample[by], same: false })),
  ];
  const both = live.scored.length > 0 && spoof.scored.length > 0;
  // ISO/IEC 30107-3: attacks taken for live, live people taken for attacks.
  const rates = (by: "nets" | "fused") => ({
    auc: both ? areaUnderCurve(pairs(by)) : null,
    apcer: share(passing(spoof.scored, by), spoof.scored.length),
    bpcer: share(live.scored.length - passing(live.scored, by), live.scored.length),
  });
  const { auc, apcer, bpcer } = rates("fused");
  console.log(
    JSON.stringify({
      live: live.scored.length,
      spoof: spoof.scored.length,
      auc,
      apcer,
      bpcer,
      threshold: THRESHOLD,
      notScored: live.notScored + spoof.notScored,
      errors: {
        apcer: counted(passing(spoof.scored, "fused"), spoof.scored.length),
        bpcer: counted(live.scored.length - passing(live.scored, "fused"), live.scored.length),
      },
      netsAlone: rates("nets"),
      ...(values.faces ? { simulated: sets } : {}),
    }),
  );
} finally {
  await faces.close();
  if (!values.samples) rmSync(samples, { recursive: true, force: true });
}
