import { describe, expect, it } from "vitest";
import { judgeDocument } from "../../../../src/features/documents/checks/breakdown.ts";
import type { CheckName } from "../../../../src/features/documents/checks/entry.ts";
import { candidates } from "../../../../src/features/documents/fields/candidates.ts";
import { mergeFields } from "../../../../src/features/documents/fields/merge.ts";
import { interpret } from "../../../../src/features/documents/interpret.ts";
import type { SideReading } from "../../../../src/features/documents/stored-reading.ts";
import { checkDigit } from "../../../../src/kernel/mrz-format.ts";
import type { VisualZoneReading } from "../../../../src/vision/ports/visual-zone.ts";
import { NOON } from "../../../support/deps.ts";
import { aDocumentReading, aTd3 } from "../../../support/vision.ts";

/** The lines of a Spanish identity card, every digit of the MRZ right: support number, and the DNI beside it. */
function aSpanishCard(dni: string): string[] {
  const first = `IDESP${"BAA000589"}${checkDigit("BAA000589")}${dni.padEnd(15, "<")}`;
  const born = `800101${checkDigit("800101")}`;
  const expires = `300101${checkDigit("300101")}`;
  const composite = checkDigit(`${first.slice(5)}${born}${expires}${"<".repeat(11)}`);
  const second = `${born}F${expires}ESP${"<".repeat(11)}${composite}`;
  return [first, second, "ESPANOLA<ESPANOLA<<CARMEN<<<<<"];
}

function judge(mrz: string[], visualZone: VisualZoneReading | null = null) {
  const { picture, quality, mrz: read } = aDocumentReading({ mrz });
  const side: SideReading = {
    side: "front",
    sha256: "",
    picture,
    quality,
    mrz: read,
    barcodes: [],
    visualZone,
  };
  const found = interpret([side], NOON);
  const judgement = judgeDocument({
    reading: {
      requested: { documentType: null, issuingCountry: null },
      sides: [side],
      portrait: null,
      notPerformed: [],
      engines: [],
    },
    found,
    scan: { status: "completed", reasons: [] },
    merged: mergeFields(candidates(found), found.documentType),
    expected: {},
    minimumAge: null,
    livemode: true,
    sameNumberElsewhere: null,
    now: NOON,
  });
  const named = (name: CheckName) => judgement.breakdown.find((one) => one.name === name);
  return { ...judgement, named };
}

describe("the breakdown of a document", () => {
  it("passes the specimen of the Spanish card", () => {
    const { outcome, named } = judge(aSpanishCard("99999999R"));
    expect(outcome).toBe("pass");
    expect(named("data_format")).toEqual({ name: "data_format", result: "pass" });
  });

  it("fails a card whose MRZ agrees with itself and whose DNI cannot exist", () => {
    const { outcome, named, reasons } = judge(aSpanishCard("99999999A"));
    expect(named("check_digits")?.result).toBe("pass");
    expect(named("data_format")?.reasons).toEqual(["NUMBER_FORMAT_INVALID"]);
    expect({ outcome, reasons }).toEqual({ outcome: "fail", reasons: ["NUMBER_FORMAT_INVALID"] });
  });

  it("sends to review a Mexican passport whose CURP tells another birth date", () => {
    // The CURP of python-stdnum's documentation: born on 20 August 1931.
    const curp = { name: "personalNumber", value: "BOXW310820HNERXN09", confidence: 0.7, box: null };
    const visualZone: VisualZoneReading = { documentType: "passport", issuingCountry: "MX", fields: [curp] };
    const agreeing = judge(aTd3({ state: "MEX", born: "310820", sex: "M" }), visualZone);
    expect(agreeing.named("data_consistency")?.result).toBe("pass");
    const differing = judge(aTd3({ state: "MEX", born: "310821", sex: "M" }), visualZone);
    expect(differing.named("data_consistency")?.reasons).toEqual(["DATA_INCONSISTENT"]);
    expect(differing.outcome).toBe("review");
  });
});
