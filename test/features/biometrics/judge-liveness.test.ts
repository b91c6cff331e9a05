import { describe, expect, it } from "vitest";
import { judgeLiveness } from "../../../src/features/biometrics/judge-liveness.ts";
import { aFace, aFacesReading } from "../../support/vision.ts";

describe("passive liveness", () => {
  it.each([
    [0, 0.6, "fail", ["LIVENESS_FAILED"]],
    [0.2999, 0.6, "fail", ["LIVENESS_FAILED"]],
    [0.3, 0.6, "review", ["LIVENESS_INCONCLUSIVE"]],
    [0.5999, 0.6, "review", ["LIVENESS_INCONCLUSIVE"]],
    [0.6, 0.6, "pass", []],
    [0.8, 0.9, "review", ["LIVENESS_INCONCLUSIVE"]],
    [1, 1, "pass", []],
  ])("of %f with a minimum of %f is %s", (live, minScore, outcome, reasons) => {
    expect(judgeLiveness(aFacesReading({ live }), minScore)).toEqual({
      outcome,
      score: live,
      reasons,
      notPerformed: [],
      attack: null,
      parts: [{ name: "test", kind: "net", score: live, weight: 1, observed: null }],
    });
  });

  it.each([
    ["no face", [], "NO_FACE"],
    ["a second face as near", [aFace(), aFace({ heightPx: 120 })], "MULTIPLE_FACES"],
    ["a face of few pixels", [aFace({ heightPx: 63 })], "FACE_TOO_SMALL"],
    ["a face beyond use", [aFace({ quality: 0.1 })], "FACE_BLURRED"],
  ])("fails a picture with %s, whatever the score", (_what, faces, reason) => {
    expect(judgeLiveness(aFacesReading({ faces, live: 0.99 }), 0.6)).toMatchObject({
      outcome: "fail",
      score: null,
      reasons: [reason],
    });
  });

  it("does not take a bystander far behind for the person", () => {
    const faces = [aFace(), aFace({ heightPx: 99 })];
    expect(judgeLiveness(aFacesReading({ faces }), 0.6).outcome).toBe("pass");
  });

  it.each([
    ["the engine was down", null],
    ["the weights were missing", aFacesReading({ live: null })],
    ["the score is no number", aFacesReading({ live: Number.NaN })],
  ])("is inconclusive, and never a pass, when %s", (_what, reading) => {
    expect(judgeLiveness(reading, 0.6)).toMatchObject({
      outcome: "inconclusive",
      score: null,
      reasons: ["LIVENESS_INCONCLUSIVE"],
      notPerformed: ["passive_liveness"],
    });
  });
});
