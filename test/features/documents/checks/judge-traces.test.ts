import { describe, expect, it } from "vitest";
import {
  judgeManipulation,
  judgePortrait,
  judgePrinted,
  judgeScreen,
} from "../../../../src/features/documents/checks/judge-traces.ts";
import type { SideReading, StoredReading } from "../../../../src/features/documents/stored-reading.ts";
import type { StoredTraces } from "../../../../src/features/documents/traces.ts";
import { GOOD_QUALITY } from "../../../support/vision.ts";

const PLAIN: StoredTraces = {
  tiles: 49,
  pattern: 0.02,
  colour: 0.2,
  part: { evidence: -10, count: 280 },
  portrait: { evidence: 207, count: 2736 },
  editedWith: null,
};

/** A front with these traces; without any when none are told. */
function aReading(traces: Partial<StoredTraces> | null): StoredReading {
  const side: SideReading = {
    side: "front",
    sha256: "",
    picture: { format: "jpeg", width: 1200, height: 800, orientation: 1 },
    quality: GOOD_QUALITY,
    mrz: null,
    barcodes: [],
    visualZone: null,
    ...(traces ? { traces: { ...PLAIN, ...traces } } : {}),
  };
  const box = { x: 60, y: 180, width: 300, height: 400 };
  return {
    requested: { documentType: null, issuingCountry: null },
    sides: [side],
    portrait: { side: "front", box, detection: 1, quality: 1, template: null },
    notPerformed: [],
    engines: [],
  };
}

const verdict = ({ result, reasons = [] }: { result: string; reasons?: string[] }) =>
  [result, ...reasons].join(" ");

describe("traces of a picture's origin", () => {
  it("are not judged where none were looked for", () => {
    for (const judge of [judgeScreen, judgePrinted, judgePortrait, judgeManipulation])
      expect(judge(aReading(null)).result).toBe("not_performed");
  });

  it("accuse no honest photograph", () => {
    for (const judge of [judgeScreen, judgePrinted, judgePortrait, judgeManipulation])
      expect(verdict(judge(aReading({})))).toBe("pass");
  });

  it.each<[string, Partial<StoredTraces>, string, string]>([
    ["a screen over the whole picture", { pattern: 1, colour: 0.95 }, "fail SCREEN_REPLAY", "inconclusive"],
    ["a screen on part of it", { pattern: 0.4, colour: 0.9 }, "inconclusive SCREEN_REPLAY", "inconclusive"],
    ["print dots", { pattern: 0.9, colour: 0.4 }, "inconclusive", "fail PRINTED_COPY"],
    ["few print dots", { pattern: 0.27, colour: 0.6 }, "inconclusive", "inconclusive PRINTED_COPY"],
    ["a photocopy", { colour: 0 }, "pass", "inconclusive PRINTED_COPY"],
    ["too few tiles to tell", { tiles: 4, pattern: 1 }, "not_performed", "not_performed"],
  ])("name %s", (_what, traces, screen, print) => {
    expect([verdict(judgeScreen(aReading(traces))), verdict(judgePrinted(aReading(traces)))]).toEqual([
      screen,
      print,
    ]);
  });

  // Figures of simulated forgeries and of honest pictures saved twice, as `eval:forensics` met them.
  it.each<[string, Partial<StoredTraces>, string, string]>([
    [
      "a face replaced between two savings",
      { portrait: { evidence: -2186, count: 2003 }, part: { evidence: -452, count: 368 } },
      "fail DOCUMENT_TAMPERED",
      "fail DOCUMENT_TAMPERED",
    ],
    ["characters moved", { part: { evidence: -208, count: 298 } }, "pass", "fail DOCUMENT_TAMPERED"],
    ["much weak evidence", { part: { evidence: -74, count: 900 } }, "pass", "pass"],
    ["little evidence, however strong", { part: { evidence: -6, count: 5 } }, "pass", "pass"],
    ["a portrait too plain to tell", { portrait: { evidence: -30, count: 53 } }, "not_performed", "pass"],
    ["a picture saved once", { portrait: null }, "not_performed", "pass"],
    ["a PNG", { portrait: null, part: null }, "not_performed", "not_performed"],
    ["an editor's name", { editedWith: "Adobe Photoshop" }, "pass", "inconclusive IMAGE_EDITED"],
  ])("tell %s", (_what, traces, portrait, manipulation) => {
    expect([verdict(judgePortrait(aReading(traces))), verdict(judgeManipulation(aReading(traces)))]).toEqual([
      portrait,
      manipulation,
    ]);
  });

  it("carry a score that crosses its threshold with the verdict", () => {
    for (const [evidence, above] of [
      [-59, false],
      [-61, true],
    ] as const) {
      const { score = 0, threshold = 0 } = judgeManipulation(aReading({ part: { evidence, count: 100 } }));
      expect(score >= threshold).toBe(above);
    }
  });
});
