import { describe, expect, it } from "vitest";
import { parseBarcode } from "../../../../src/features/documents/barcodes/parse-barcode.ts";

const reading = (format: "PDF417" | "QRCode", text: string) => ({
  format,
  text,
  bytes: new TextEncoder().encode(text),
  polygon: [],
});
const LICENCE = "@\n\x1e\rANSI 636014080001DL00310100DLDAQD1234567\nDCSSAMPLE\nDACJANE\nDBB01311990\n\r";

describe("parseBarcode", () => {
  it("knows an AAMVA licence by its PDF417", () => {
    expect(parseBarcode(reading("PDF417", LICENCE))).toMatchObject({
      parsedAs: "aamva",
      issuingSubdivision: "US-CA",
    });
  });

  it("does not believe the same text in a QR code, which no member of AAMVA prints", () => {
    expect(parseBarcode(reading("QRCode", LICENCE))).toMatchObject({ parsedAs: "unknown", fields: {} });
  });

  it("takes no fields from a layout it does not know", () => {
    expect(parseBarcode(reading("PDF417", "NAME: JANE SAMPLE; BORN 1990-01-31"))).toMatchObject({
      parsedAs: "unknown",
      documentType: null,
      issuingCountry: null,
      fields: {},
    });
  });
});
