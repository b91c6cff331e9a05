import { describe, expect, it } from "vitest";
import { onScreen, renderFlash } from "../../../../scripts/active/flash-render.ts";
import { openRandom } from "../../../../scripts/active/random.ts";
import type { ActiveFrame } from "../../../../src/features/biometrics/active/evidence.ts";
import {
  drawFlash,
  FLASH_COLOURS,
  FLASH_MS,
  type FlashColour,
  LIGHT,
} from "../../../../src/features/biometrics/active/flash.ts";
import { judgeFlash } from "../../../../src/features/biometrics/active/judge-flash.ts";
import type { FaceLight, LinearColour } from "../../../../src/vision/ports/faces.ts";

const ASKED: FlashColour[] = ["red", "cyan", "green", "magenta", "blue"];

/** Two frames of each colour, whose skin and wall take so much of it. */
function frames(shown: readonly FlashColour[], onFace: number, onWall: number): ActiveFrame[] {
  const under = (base: LinearColour, colour: FlashColour, share: number): LinearColour => {
    const [red, green, blue] = LIGHT[colour];
    return [base[0] * (1 + share * red), base[1] * (1 + share * green), base[2] * (1 + share * blue)];
  };
  return shown.flatMap((colour, place) =>
    [250, 500].map((after): ActiveFrame => {
      const light: FaceLight = {
        skin: under([0.3, 0.2, 0.15], colour, onFace),
        background: under([0.4, 0.4, 0.5], colour, onWall),
      };
      const face = { landmarks: [], pose: { yaw: 0, pitch: 0, roll: 0 }, eyes: null, embedding: null, light };
      return { atMs: 7_000 + place * FLASH_MS + after, sha256: `${place} ${after}`, faces: 1, face };
    }),
  );
}
const judged = (seen: ActiveFrame[]) => judgeFlash({ colours: ASKED, startedAtMs: 7_000 }, seen);
const resultOf = (seen: ActiveFrame[], rule: string) =>
  judged(seen).find((finding) => finding.rule === `flash.${rule}`);

describe("colours on the screen", () => {
  it("pass when the face takes them and the wall behind hardly does", () => {
    const findings = judged(frames(ASKED, 0.15, 0.01));
    expect(findings.map(({ rule, result }) => `${rule} ${result}`)).toEqual([
      "flash.colours_seen pass",
      "flash.follows pass",
      "flash.on_the_face pass",
      "flash.beyond_background pass",
    ]);
  });

  it("fail when what is behind takes them as the face does: a sheet, or a tint over the picture", () => {
    expect(resultOf(frames(ASKED, 0.15, 0.14), "beyond_background")).toMatchObject({
      result: "fail",
      attack: "planar_photo",
    });
  });

  it("fail when the face took other colours", () => {
    const others: FlashColour[] = ["green", "magenta", "blue", "yellow", "red"];
    expect(resultOf(frames(others, 0.15, 0.01), "follows")).toMatchObject({
      result: "fail",
      attack: "prerecorded",
    });
  });

  it.each([
    ["nothing moved at all", frames(ASKED, 0, 0)],
    ["too little light came back", frames(ASKED, 0.005, 0.0005)],
  ])("are inconclusive, never a pass, when %s", (_what, seen) => {
    expect(resultOf(seen, "on_the_face")?.result).toBe("inconclusive");
  });

  it.each([
    ["a colour was not filmed", frames(ASKED, 0.15, 0.01).slice(2)],
    [
      "the face was not found under one of them",
      frames(ASKED, 0.15, 0.01).map((frame, at) => (at < 2 ? { ...frame, face: null } : frame)),
    ],
    [
      "they were filmed at another time",
      frames(ASKED, 0.15, 0.01).map((f) => ({ ...f, atMs: f.atMs - 7_000 })),
    ],
    ["there are no frames", []],
  ])("are inconclusive when %s", (_what, seen) => {
    expect(judged(seen)).toEqual([
      expect.objectContaining({ rule: "flash.colours_seen", result: "inconclusive" }),
    ]);
  });

  it("are inconclusive when the face leaves nothing of what is behind it to see", () => {
    const seen = frames(ASKED, 0.15, 0.01).map((frame): ActiveFrame => {
      const { face } = frame;
      return face?.light
        ? { ...frame, face: { ...face, light: { ...face.light, background: null } } }
        : frame;
    });
    expect(resultOf(seen, "beyond_background")).toMatchObject({ result: "inconclusive", observed: null });
  });

  it("are seen on rendered pictures through noise, exposure and white balance", () => {
    const random = openRandom(11);
    const camera = { noise: 4, gain: 0.03, balance: 0.004 };
    const honest = { onFace: 0.08, onBackground: 0.01, shown: onScreen(ASKED, random), ...camera };
    const film = renderFlash(honest, ASKED.length * FLASH_MS, random);
    const findings = judgeFlash({ colours: ASKED, startedAtMs: 0 }, film);
    expect(findings.filter(({ result }) => result !== "pass")).toEqual([]);
    const injected = renderFlash({ ...honest, onFace: 0, onBackground: 0 }, ASKED.length * FLASH_MS, random);
    const results = judgeFlash({ colours: ASKED, startedAtMs: 0 }, injected).map(({ result }) => result);
    expect(results).toContain("inconclusive");
  });
});

describe("the draw of colours", () => {
  it("repeats none in a row, has three kinds at least, and comes to every colour", () => {
    const random = openRandom(5);
    const drawn = Array.from({ length: 200 }, () => drawFlash(random.below));
    expect(drawn.every((colours) => colours.length === 5 && new Set(colours).size >= 3)).toBe(true);
    expect(drawn.every((colours) => colours.every((colour, at) => colour !== colours[at + 1]))).toBe(true);
    expect(new Set(drawn.flat())).toEqual(new Set(FLASH_COLOURS));
    expect(new Set(drawn.map(String)).size).toBeGreaterThan(150);
  });
});
