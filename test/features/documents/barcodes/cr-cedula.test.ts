import { describe, expect, it } from "vitest";
import { parsed, values } from "./readings.ts";

const KEY = [
  0x27, 0x30, 0x04, 0xa0, 0x00, 0x0f, 0x93, 0x12, 0xa0, 0xd1, 0x33, 0xe0, 0x03, 0xd0, 0x00, 0xdf, 0x00,
];
/** A card of an invented person in the layout of real ones: 700 bytes under the key, noise where fingerprints lie. */
function card(parts: [text: string, length: number][]): Uint8Array {
  const plain = parts.map(([text, length]) => text.padEnd(length, "\0")).join("");
  return Uint8Array.from(
    { length: 700 },
    (_, at) => (plain.charCodeAt(at) || (at * 37) & 0xff) ^ (KEY[at % 17] as number),
  );
}
function cedula(change: { number?: string; given?: string; dates?: string } = {}): Uint8Array {
  const { number = "112340567", given = "JOSÉ", dates = "1990011520300115" } = change;
  const filled = (text: string, length: number): [string, number] => [text, length];
  const bytes = card([
    filled(number, 9),
    filled("MUÑOZ", 26),
    filled("", 26),
    filled(given, 30),
    filled(`M${dates}`, 17),
  ]);
  // NULs of the plain text are the key itself.
  for (const [from, to] of [
    [14, 61],
    [61 + given.length, 91],
  ] as const)
    for (let at = from; at < to; at++) bytes[at] = KEY[at % 17] as number;
  return bytes;
}

describe("the PDF417 of a Costa Rican cédula", () => {
  it("is uncovered up to its dates, accents and one family name included", () => {
    const parsedCard = parsed("PDF417", cedula());
    expect(parsedCard).toMatchObject({ parsedAs: "cr_cedula", issuingCountry: "CR", payload: "binary" });
    expect(values(parsedCard)).toEqual({
      documentNumber: "112340567",
      familyName: "MUÑOZ",
      givenNames: "JOSÉ",
      dateOfBirth: "1990-01-15",
      dateOfExpiry: "2030-01-15",
      sex: "M",
    });
  });

  const others: [what: string, bytes: Uint8Array][] = [
    ["a province that is none", cedula({ number: "012340567" })],
    ["a digit in a name", cedula({ given: "JOS3" })],
    ["a day that is none", cedula({ dates: "1990023120300115" })],
    ["bytes without the key", new TextEncoder().encode("112340567".padEnd(700, "A"))],
    ["too few bytes", cedula().slice(0, 100)],
  ];
  it.each(others)("is not found with %s", (_what, bytes) => {
    expect(parsed("PDF417", bytes).parsedAs).toBe("unknown");
  });
});
