import { describe, expect, it } from "vitest";
import { checkDigit } from "../../../../src/kernel/mrz-format.ts";
import { parsed, values } from "./readings.ts";

const withDigits = (...parts: string[]) => parts.map((part) => part + checkDigit(part)).join("");
const KEY = withDigits("B50012345", "900115", "310115");
/** The link of real cards, its person invented; 12.345.678-5 is the registry's own example of a RUN. */
const LINK = `https://portal.sidiv.registrocivil.cl/docstatus?RUN=12345678-5&type=CEDULA&serial=B50012345&mrz=${KEY}`;
const FIELDS = {
  personalNumber: "12345678-5",
  documentNumber: "B50012345",
  dateOfBirth: "1990-01-15",
  dateOfExpiry: "2031-01-15",
};

describe("the QR of a Chilean cédula", () => {
  it("tells RUN, serial and both dates, and its link is the issuer's", () => {
    const card = parsed("QRCode", LINK);
    expect(card).toMatchObject({
      parsedAs: "cl_cedula",
      documentType: "identity_card",
      issuingCountry: "CL",
      payload: "url",
      link: { url: LINK, host: "portal.sidiv.registrocivil.cl", standing: "issuer", country: "CL" },
    });
    expect(card.contradicts).toBeUndefined();
    expect(values(card)).toEqual(FIELDS);
  });

  it("reads a name that is encoded in Latin-1", () => {
    expect(values(parsed("QRCode", `${LINK}&name=JOS%C9%20LUIS%20%20PE%D1A%20SOTO`)).fullName).toBe(
      "JOSÉ LUIS PEÑA SOTO",
    );
  });

  it("reads numeric serials, cards of foreigners, and links on the issuer's newer host", () => {
    const key = withDigits("110719966", "900115", "310115");
    const link = `https://portal.nuevosidiv.registrocivil.cl/document-validity?RUN=12345678-5&type=CEDULA_EXT&serial=110719966&mrz=${key}`;
    expect(values(parsed("QRCode", link))).toEqual({ ...FIELDS, documentNumber: "110719966" });
  });

  const contradictions: [what: string, link: string][] = [
    ["a RUN with a wrong digit", LINK.replace("12345678-5", "12345678-6")],
    ["a wrong digit in the key", LINK.replace(KEY, `${KEY.slice(0, -1)}${(Number(KEY.slice(-1)) + 1) % 10}`)],
    ["the key of another serial", LINK.replace(KEY, withDigits("B50012346", "900115", "310115"))],
    ["a birth that is no day", LINK.replace(KEY, withDigits("B50012345", "900231", "310115"))],
    ["a key of another form", LINK.replace(KEY, "B541")],
  ];
  it.each(contradictions)("contradicts itself by %s", (_what, link) => {
    expect(parsed("QRCode", link)).toMatchObject({ parsedAs: "cl_cedula", contradicts: true });
  });

  const strangers: [what: string, link: string][] = [
    ["a lookalike host", LINK.replace("registrocivil.cl", "registrocivil-cl.com")],
    [
      "the issuer's name before another host",
      LINK.replace("https://", "https://registrocivil.cl@evil.example/"),
    ],
    [
      "the issuer's name as a subdomain of another",
      LINK.replace("registrocivil.cl", "registrocivil.cl.evil.example"),
    ],
    ["a Cyrillic lookalike", LINK.replace("registrocivil", "rеgistrocivil")],
  ];
  it.each(strangers)("is not taken from %s", (_what, link) => {
    expect(parsed("QRCode", link)).toMatchObject({
      parsedAs: "unknown",
      fields: {},
      link: { standing: "other" },
    });
  });
});

describe("the PDF417 of a Chilean cédula of 2002", () => {
  const card = (change: Partial<Record<"run" | "until", string>> = {}) =>
    new TextEncoder().encode(
      [
        change.run ?? "123456785",
        "0001234567",
        "SOTO".padEnd(30),
        "CHL",
        change.until ?? "310115",
        "A012345678",
        " N1111",
      ].join(""),
    );

  it("tells RUN, serial, first family name and expiry", () => {
    expect(values(parsed("PDF417", card()))).toEqual({
      personalNumber: "12345678-5",
      documentNumber: "A012345678",
      familyName: "SOTO",
      dateOfExpiry: "2031-01-15",
      applicationNumber: "0001234567",
    });
  });

  it.each([
    ["run", "123456786"],
    ["until", "311315"],
  ] as const)("is not found where %s is wrong", (part, text) => {
    expect(parsed("PDF417", card({ [part]: text })).parsedAs).toBe("unknown");
  });
});
