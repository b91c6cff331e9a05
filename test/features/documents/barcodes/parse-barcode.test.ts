import { describe, expect, it } from "vitest";
import { parsed } from "./readings.ts";

const LICENCE = "@\n\x1e\rANSI 636014080001DL00310100DLDAQD1234567\nDCSSAMPLE\nDACJANE\nDBB01311990\n\r";

describe("parseBarcode", () => {
  it("knows an AAMVA licence by its PDF417", () => {
    expect(parsed("PDF417", LICENCE)).toMatchObject({
      parsedAs: "aamva",
      issuingSubdivision: "US-CA",
      payload: "text",
    });
  });

  it("does not believe the same text in a QR code, which no member of AAMVA prints", () => {
    expect(parsed("QRCode", LICENCE)).toMatchObject({ parsedAs: "unknown", fields: {} });
  });

  it("takes no fields from a layout it does not know", () => {
    expect(parsed("PDF417", "NAME: JANE SAMPLE; BORN 1990-01-31")).toMatchObject({
      parsedAs: "unknown",
      documentType: null,
      issuingCountry: null,
      fields: {},
    });
  });

  it("reports the link of a Mexican voter card, and no field, for what its digits mean is not public", () => {
    const link = "http://qr.ine.mx/000000000000000000000000/20990101/P/000000";
    expect(parsed("QRCode", link)).toEqual({
      parsedAs: "mx_ine",
      documentType: "identity_card",
      issuingCountry: "MX",
      issuingSubdivision: null,
      fields: {},
      payload: "url",
      link: { url: link, host: "qr.ine.mx", standing: "issuer", country: "MX" },
    });
  });

  const payloads: [what: string, content: string | Uint8Array, payload: string, link: object | undefined][] =
    [
      [
        "a link of a public body",
        "https://vio.serpro.gov.br/x?id=1",
        "url",
        { standing: "government", country: "BR" },
      ],
      [
        "anybody's link",
        "HTTPS://EXAMPLE.ORG./x",
        "url",
        { host: "example.org", standing: "other", country: null },
      ],
      ["a suffix that only looks public", "https://gov.br.example.org/", "url", { standing: "other" }],
      ["a link within a text", "see https://example.org", "text", undefined],
      ["a script", "javascript:alert(1)", "text", undefined],
      ["JSON", '{"sub":"1"}', "json", undefined],
      ["JSON that is broken", '{"sub":', "text", undefined],
      ["bytes", Uint8Array.from([0x84, 0x01, 0x00, 0xff]), "binary", undefined],
      ["nothing", "", "binary", undefined],
      ["a link longer than any issuer's", `https://example.org/${"a".repeat(3000)}`, "text", undefined],
    ];
  it.each(payloads)("says of %s what it is", (_what, content, payload, link) => {
    const found = parsed("QRCode", content);
    expect(found).toMatchObject({ parsedAs: "unknown", payload });
    if (link) expect(found.link).toMatchObject(link);
    else expect(found.link).toBeUndefined();
  });
});
