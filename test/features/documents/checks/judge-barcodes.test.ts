import { describe, expect, it } from "vitest";
import type { ParsedBarcode } from "../../../../src/features/documents/barcodes/parsed-barcode.ts";
import { UNKNOWN_BARCODE } from "../../../../src/features/documents/barcodes/parsed-barcode.ts";
import {
  barcodeReasons,
  consistencyWithBarcodes,
} from "../../../../src/features/documents/checks/judge-barcodes.ts";
import type { Interpretation } from "../../../../src/features/documents/interpret.ts";

const link = (standing: "issuer" | "government" | "other", country: string | null) => ({
  link: { url: "https://example.org", host: "example.org", standing, country },
});
const CEDULA: Partial<ParsedBarcode> = {
  parsedAs: "cl_cedula",
  issuingCountry: "CL",
  ...link("issuer", "CL"),
};
const on = (issuingCountry: string | null, documentType: string, ...parsed: Partial<ParsedBarcode>[]) =>
  ({
    issuingCountry,
    documentType,
    barcodes: parsed.map((one) => ({ parsed: { ...UNKNOWN_BARCODE, ...one } })),
  }) as unknown as Interpretation;

describe("what symbols tell against a document", () => {
  const cases: [what: string, found: Interpretation, reasons: string[]][] = [
    ["the issuer's own link", on("CL", "id_card", CEDULA), []],
    ["no symbol", on("CL", "id_card"), []],
    [
      "another host on a card that bears its issuer's link",
      on("CL", "id_card", link("other", null)),
      ["FOREIGN_VERIFICATION_LINK"],
    ],
    [
      "a foreign one beside the issuer's",
      on("CL", "id_card", CEDULA, link("other", null)),
      ["FOREIGN_VERIFICATION_LINK"],
    ],
    [
      "another government's link",
      on("MX", "id_card", link("government", "BR")),
      ["FOREIGN_VERIFICATION_LINK"],
    ],
    ["another public body of the same state", on("MX", "id_card", link("government", "MX")), []],
    ["any link where it is not known what the issuer prints", on("PE", "id_card", link("other", null)), []],
    ["any link on a passport", on("CL", "passport", link("other", null)), []],
    ["the layout of another issuer", on("AR", "id_card", CEDULA), ["DATA_INCONSISTENT"]],
    [
      "a payload that contradicts itself",
      on("CL", "id_card", { ...CEDULA, contradicts: true }),
      ["DATA_INCONSISTENT"],
    ],
    ["any layout where the state is none (a specimen)", on(null, "id_card", CEDULA), []],
  ];
  it.each(cases)("%s", (_what, found, reasons) => {
    expect(barcodeReasons(found)).toEqual(reasons);
  });

  it("is a failed consistency that keeps its other reasons", () => {
    const before = {
      name: "data_consistency" as const,
      result: "fail" as const,
      reasons: ["DATA_INCONSISTENT" as const],
    };
    expect(consistencyWithBarcodes(before, ["FOREIGN_VERIFICATION_LINK"])).toEqual({
      ...before,
      reasons: ["DATA_INCONSISTENT", "FOREIGN_VERIFICATION_LINK"],
    });
  });
});
