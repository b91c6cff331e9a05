import { describe, expect, it } from "vitest";
import {
  judgeCheckDigits,
  judgeConsistency,
  judgeFormat,
  judgeMedia,
} from "../../../../src/features/documents/checks/judge-print.ts";
import type { MergedFields } from "../../../../src/features/documents/fields/merge.ts";
import { type Interpretation, interpret } from "../../../../src/features/documents/interpret.ts";
import type { SideReading, StoredReading } from "../../../../src/features/documents/stored-reading.ts";
import { NOON } from "../../../support/deps.ts";
import { aDocumentReading, aTd3 } from "../../../support/vision.ts";

/** The front of a document as `readPictures` keeps it. */
function aSide(seen: Parameters<typeof aDocumentReading>[0]): SideReading {
  const { picture, quality, mrz } = aDocumentReading(seen);
  return { side: "front", sha256: "", picture, quality, mrz, barcodes: [], visualZone: null };
}
const BLURRED = { acceptable: false, sharpness: 0.1, issues: ["IMAGE_BLURRED" as const] };
const found = (seen: Parameters<typeof aDocumentReading>[0]) => interpret([aSide(seen)], NOON);

describe("media capture", () => {
  it("fails a blurred picture of which nothing could be proven", () => {
    const reading = { sides: [aSide({ quality: BLURRED })] } as StoredReading;
    expect(judgeMedia(reading, found({ quality: BLURRED }))).toEqual({
      name: "media_capture",
      result: "fail",
      score: 0.1,
      reasons: ["IMAGE_BLURRED"],
    });
  });

  it("passes the same picture when its MRZ was read and checks itself", () => {
    const seen = { quality: BLURRED, mrz: aTd3() };
    expect(judgeMedia({ sides: [aSide(seen)] } as StoredReading, found(seen)).result).toBe("pass");
  });

  it("fails it again when a check digit disagrees", () => {
    const seen = { quality: BLURRED, mrz: aTd3({ spoil: true }) };
    expect(judgeMedia({ sides: [aSide(seen)] } as StoredReading, found(seen)).result).toBe("fail");
  });
});

describe("format and check digits", () => {
  const cases: [
    what: string,
    seen: Parameters<typeof aDocumentReading>[0],
    format: string,
    digits: string,
  ][] = [
    ["a good MRZ", { mrz: aTd3() }, "pass", "pass"],
    ["a wrong check digit", { mrz: aTd3({ spoil: true }) }, "pass", "fail"],
    ["a state that is none", { mrz: aTd3({ state: "QQQ" }) }, "fail", "pass"],
    ["a day that is none", { mrz: aTd3({ born: "740231" }) }, "fail", "pass"],
    ["no number", { mrz: aTd3({ number: "" }) }, "fail", "pass"],
    ["letters that were guessed", { mrz: aTd3(), confidence: 0.2 }, "inconclusive", "pass"],
    ["lines of no format", { mrz: ["P<UTOERIKSSON<<ANNA", "L898902C"] }, "inconclusive", "inconclusive"],
    ["nothing", {}, "inconclusive", "inconclusive"],
  ];
  it.each(cases)("of %s", (_what, seen, format, digits) => {
    const what = found(seen);
    expect([judgeFormat(what).result, judgeCheckDigits(what).result]).toEqual([format, digits]);
  });

  it("names an empty number by its own reason", () => {
    expect(judgeFormat(found({ mrz: aTd3({ number: "" }) })).reasons).toEqual(["NUMBER_FORMAT_INVALID"]);
  });
});

describe("consistency", () => {
  const TODAY = "2026-06-15";
  const dated = (dates: Record<string, string>, more: Partial<MergedFields> = {}): MergedFields => ({
    fields: Object.fromEntries(
      Object.entries(dates).map(([field, value]) => [
        field,
        {
          field,
          value,
          raw: value,
          confidence: 1,
          source: "mrz",
          checkDigit: null,
          truncated: false,
          region: null,
        },
      ]),
    ),
    conflicts: [],
    missing: [],
    compared: 0,
    ...more,
  });

  it.each([
    [
      "born, issued, expiring",
      { dateOfBirth: "1990-01-15", dateOfIssue: "2020-01-01", dateOfExpiry: "2030-01-01" },
      "pass",
    ],
    ["born tomorrow", { dateOfBirth: "2026-06-16" }, "fail"],
    ["issued before birth", { dateOfBirth: "1990-01-15", dateOfIssue: "1989-01-01" }, "fail"],
    ["expiring before issue", { dateOfIssue: "2020-01-01", dateOfExpiry: "2019-12-31" }, "fail"],
    ["issued next year", { dateOfIssue: "2027-01-01" }, "fail"],
    ["born in a year alone", { dateOfBirth: "2026" }, "pass"],
    ["without dates", {}, "inconclusive"],
  ])("of dates %s", (_what, dates, result) => {
    expect(judgeConsistency(dated(dates), TODAY).result).toBe(result);
  });

  it("fails where sources tell different things, not where they spell them differently", () => {
    const values = [{ source: "mrz" as const, value: "RUIZ" }];
    const conflict = (resolution: "different" | "equivalent_transliteration") =>
      dated({ dateOfBirth: "1990-01-15" }, { conflicts: [{ field: "familyName", values, resolution }] });
    expect(judgeConsistency(conflict("different"), TODAY).result).toBe("fail");
    expect(judgeConsistency(conflict("equivalent_transliteration"), TODAY).result).toBe("pass");
  });
});

describe("a document that only its print tells of", () => {
  const print = (fields: [string, string][], source: "viz" | "mrz" = "viz"): MergedFields => ({
    fields: Object.fromEntries(
      fields.map(([field, value]) => [
        field,
        {
          field,
          value,
          raw: value,
          confidence: 0.65,
          source,
          checkDigit: null,
          truncated: false,
          region: null,
        },
      ]),
    ),
    conflicts: [],
    missing: [],
    compared: 0,
  });
  const DAYS: [string, string][] = [
    ["dateOfBirth", "1994-08-12"],
    ["dateOfIssue", "2020-01-15"],
  ];

  it("is not passed for agreeing with itself", () => {
    expect(judgeConsistency(print(DAYS), "2026-11-23").result).toBe("inconclusive");
    expect(judgeConsistency(print(DAYS, "mrz"), "2026-11-23").result).toBe("pass");
  });

  it("is not failed for a day that may be misread", () => {
    const disordered: [string, string][] = [
      ["dateOfBirth", "1994-08-12"],
      ["dateOfIssue", "1984-08-12"],
    ];
    expect(judgeConsistency(print(disordered), "2026-11-23").result).toBe("inconclusive");
    expect(judgeConsistency(print(disordered, "mrz"), "2026-11-23").result).toBe("fail");
  });

  const printedOnly = (layout: string): Interpretation => ({
    documentType: "id_card",
    issuingCountry: "CO",
    issuingStateCode: null,
    format: null,
    mrz: null,
    brokenMrz: null,
    barcodes: [],
    visualZones: [{ side: "front", documentType: "id_card", issuingCountry: "CO", layout, fields: [] }],
  });

  it("has no check digits where its layout has no MRZ, and unseen ones where the MRZ is on the other side", () => {
    expect(judgeCheckDigits(printedOnly("co-cedula-amarilla"))).toEqual({
      name: "check_digits",
      result: "not_applicable",
    });
    expect(judgeCheckDigits(printedOnly("co-cedula-digital"))).toMatchObject({
      result: "inconclusive",
      reasons: ["MISSING_BACK"],
    });
  });
});
