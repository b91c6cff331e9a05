import { describe, expect, it } from "vitest";
import { judgeLiveness } from "../../../../src/features/biometrics/judge-liveness.ts";
import { fuseLiveness } from "../../../../src/features/biometrics/passive/fuse.ts";
import type { PresentationSigns } from "../../../../src/vision/ports/faces.ts";
import { aFacesReading } from "../../../support/vision.ts";

/** What honest pictures measure: no pattern, edges here and there. */
const QUIET: PresentationSigns = {
  finePattern: { tiles: 12, luma: 0, chroma: 0 },
  colour: 0.5,
  frameLines: { left: 0.55, right: 0.48, top: 0.1, bottom: 0.2 },
  glare: 0,
};
const ALL_OVER = { tiles: 12, luma: 1, chroma: 1 };
const FRAMED = { left: 0.97, right: 0.9, top: 0.93, bottom: 0.2 };
const fused = (live: number | null, signs: Partial<PresentationSigns>) =>
  fuseLiveness({ ...aFacesReading({ live }), signs: { ...QUIET, ...signs } });

describe("the fused score", () => {
  it.each([0, 0.0265, 0.5, 0.6, 0.9988, 1])("is the nets' own (%f) without a sign", (live) => {
    expect(fused(live, {})).toMatchObject({ score: live, attack: null });
  });

  it("never rises by a sign, whatever it shows", () => {
    for (const live of [0, 0.001, 0.3, 0.6, 0.9, 1])
      for (const signs of [{ finePattern: ALL_OVER }, { frameLines: FRAMED }, { glare: 0.2 }])
        expect(fused(live, signs).score).toBeLessThanOrEqual(live);
  });

  it.each([
    [
      "a pattern over the face of a screen's colours",
      { finePattern: ALL_OVER, colour: 0.93 },
      "screen_replay",
    ],
    ["a pattern over the face of print's colours", { finePattern: ALL_OVER, colour: 0.75 }, "print"],
    ["a pattern between the two", { finePattern: ALL_OVER, colour: 0.85 }, "recapture"],
  ])("refuses %s even where the nets are sure of life", (_what, signs, attack) => {
    const reading = { ...aFacesReading({ live: 0.998 }), signs: { ...QUIET, ...signs } };
    expect(judgeLiveness(reading, 0.6)).toMatchObject({ outcome: "fail", attack });
  });

  it.each([
    [0.998, "pass", null],
    [0.9, "review", "framed_picture"],
    [0.7, "fail", "framed_picture"],
  ])("takes a rectangle around the face as a doubt: nets at %f give %s", (live, outcome, attack) => {
    const reading = { ...aFacesReading({ live }), signs: { ...QUIET, frameLines: FRAMED } };
    expect(judgeLiveness(reading, 0.6)).toMatchObject({ outcome, attack });
  });

  it("takes two sides for a door and not for a frame", () => {
    const door = { left: 1, right: 1, top: 0.3, bottom: 0.2 };
    expect(fused(0.9, { frameLines: door })).toMatchObject({ score: 0.9, attack: null });
  });

  it("tells every part with its weight", () => {
    const { parts } = fused(0.9, { glare: 0.025 });
    expect(parts).toEqual([
      { name: "test", kind: "net", score: 0.9, weight: 1, observed: null },
      { name: "fine_pattern", kind: "sign", score: 1, weight: 8, observed: 0 },
      { name: "frame_around_face", kind: "sign", score: 1, weight: 2.5, observed: 0.2 },
      { name: "glare_on_face", kind: "sign", score: 0.5, weight: 1, observed: 0.025 },
    ]);
  });

  it("is none without the nets, and the signs are told all the same", () => {
    const { score, parts } = fused(null, { finePattern: ALL_OVER });
    expect(score).toBeNull();
    expect(parts.map(({ name }) => name)).toEqual(["fine_pattern", "frame_around_face", "glare_on_face"]);
    const reading = { ...aFacesReading({ live: null }), signs: { ...QUIET, finePattern: ALL_OVER } };
    expect(judgeLiveness(reading, 0.6)).toMatchObject({ outcome: "inconclusive", attack: null });
  });

  it("does not believe a pattern on a face of one tile", () => {
    expect(fused(0.9, { finePattern: { tiles: 1, luma: 1, chroma: 1 } }).score).toBe(0.9);
  });
});
