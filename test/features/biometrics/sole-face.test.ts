import { describe, expect, it } from "vitest";
import { soleFace } from "../../../src/features/biometrics/sole-face.ts";
import type { CoverReading, FaceReading } from "../../../src/vision/ports/faces.ts";
import { aFace, aFacesReading } from "../../support/vision.ts";

const quality = (parts: Partial<FaceReading["quality"]>): FaceReading => {
  const face = aFace();
  const all = { ...face.quality, sharpness: 0.9, ...parts };
  return { ...face, quality: { ...all, overall: Math.min(all.sharpness, all.exposure, all.frontality) } };
};
const covering = (parts: Partial<CoverReading>): FaceReading => ({
  ...aFace(),
  covering: { mouthLine: 0.5, mouthTint: 0.05, eyeShade: -0.1, eyeContrast: 0.9, ...parts },
});
const eyes = (left: number, right: number): FaceReading => ({ ...aFace(), eyes: { left, right } });

describe("a face is unfit to be compared", () => {
  it.each([
    ["of few pixels", quality({ heightPx: 63 }), "FACE_TOO_SMALL"],
    [
      "beyond the picture's edges",
      { ...aFace(), box: { x: -300, y: -60, width: 700, height: 900 } },
      "FACE_CROPPED",
    ],
    ["blurred", quality({ sharpness: 0.1 }), "FACE_BLURRED"],
    ["in the dark", quality({ exposure: 0.1 }), "FACE_BADLY_LIT"],
    ["turned away", quality({ frontality: 0.1 }), "FACE_TURNED"],
    ["with both eyes closed", eyes(0.01, 0.02), "EYES_CLOSED"],
    ["with nothing across the mouth", covering({ mouthLine: 0.05 }), "FACE_COVERED"],
    ["with a coloured cloth in folds", covering({ mouthLine: 0.3, mouthTint: 0.6 }), "FACE_COVERED"],
    ["behind dark lenses", covering({ eyeShade: -0.9, eyeContrast: 0.4 }), "FACE_COVERED"],
  ])("%s", (_, face, reason) => {
    expect(soleFace(aFacesReading({ faces: [face] }), { openEyes: true })).toMatchObject({
      ok: false,
      reason,
    });
  });

  it.each([
    ["touches an edge", { ...aFace(), box: { x: -30, y: 100, width: 160, height: 200 } }],
    ["is bare", covering({})],
    ["wears a beard", covering({ mouthLine: 0.8, mouthTint: 0.4 })],
    ["has the sun above it", covering({ eyeShade: -0.5, eyeContrast: 1.1 })],
    ["winks", eyes(0.001, 0.8)],
    ["squints", eyes(0.03, 0.04)],
    ["just reaches every limit", quality({ heightPx: 64, sharpness: 0.2, exposure: 0.2, frontality: 0.2 })],
  ])("but not one that %s", (_, face) => {
    expect(soleFace(aFacesReading({ faces: [face] }), { openEyes: true }).ok).toBe(true);
  });

  it("nor closed eyes where a blink was asked for", () => {
    expect(soleFace(aFacesReading({ faces: [eyes(0, 0)] })).ok).toBe(true);
  });
});
