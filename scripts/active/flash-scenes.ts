import { drawFlash, FLASH_MS, type FlashColour } from "../../src/features/biometrics/active/flash.ts";
import { judgeFlash } from "../../src/features/biometrics/active/judge-flash.ts";
import { type FlashScene, onScreen, renderFlash } from "./flash-render.ts";
import type { Random } from "./random.ts";

type Setting = (asked: readonly FlashColour[], random: Random) => FlashScene;

const camera = (random: Random) => ({
  noise: random.between(1.5, 5),
  gain: random.between(0.002, 0.03),
  balance: random.between(0.0005, 0.004),
});
const nothing = () => null;
const anotherDraw = (asked: readonly FlashColour[], random: Random): FlashColour[] => {
  for (;;) {
    const drawn = drawFlash(random.below);
    if (drawn.join() !== asked.join()) return drawn;
  }
};

/** People before their screens; by daylight the screen gives less than a camera sees. */
export const HONEST: Record<string, Setting> = {
  indoors: (asked, random) => {
    const onFace = random.between(0.04, 0.4);
    const onBackground = onFace / random.between(2, 6) ** 2;
    return { onFace, onBackground, shown: onScreen(asked, random), ...camera(random) };
  },
  daylight: (asked, random) => {
    const onFace = random.between(0.001, 0.01);
    return { onFace, onBackground: onFace / 9, shown: onScreen(asked, random), ...camera(random) };
  },
};

/** What is not a face before this screen. */
export const ATTACKS: Record<string, Setting> = {
  /** A print held up: its background hangs where its face does. */
  sheet: (asked, random) => {
    const onFace = random.between(0.04, 0.4);
    const onBackground = onFace * random.between(0.85, 1.15);
    return { onFace, onBackground, shown: onScreen(asked, random), ...camera(random) };
  },
  /** Another screen before the camera: glass gives back some hundredths of what skin does. */
  screen: (asked, random) => {
    const onFace = random.between(0.04, 0.4) * random.between(0.01, 0.06);
    return { onFace, onBackground: onFace, shown: onScreen(asked, random), ...camera(random) };
  },
  /** A stream put in place of the camera's, which knows nothing of the colours. */
  injected: (_asked, random) => ({ onFace: 0, onBackground: 0, shown: nothing, ...camera(random) }),
  /** An honest answer to other colours. */
  recorded: (asked, random) => {
    const onFace = random.between(0.04, 0.4);
    const shown = onScreen(anotherDraw(asked, random), random);
    return { onFace, onBackground: onFace / random.between(2, 6) ** 2, shown, ...camera(random) };
  },
  /** The right colours laid over the whole of an injected stream. */
  tinted: (asked, random) => {
    const onFace = random.between(0.04, 0.4);
    return { onFace, onBackground: onFace, shown: onScreen(asked, random), ...camera(random) };
  },
};

/** Outcomes of `times` renderings of a setting, judged by the colours alone, and the rules that were missed. */
export function tryFlash(setting: Setting, times: number, random: Random) {
  const outcomes = { pass: 0, inconclusive: 0, fail: 0 };
  const missed = new Map<string, number>();
  for (let at = 0; at < times; at++) {
    const colours = drawFlash(random.below);
    const scene = setting(colours, random);
    const frames = renderFlash(scene, colours.length * FLASH_MS, random);
    const findings = judgeFlash({ colours, startedAtMs: 0 }, frames);
    const results = findings.map(({ result }) => result);
    outcomes[
      results.includes("fail") ? "fail" : results.includes("inconclusive") ? "inconclusive" : "pass"
    ]++;
    for (const { rule, result } of findings)
      if (result !== "pass") missed.set(`${rule} ${result}`, (missed.get(`${rule} ${result}`) ?? 0) + 1);
  }
  return { outcomes, missed };
}
