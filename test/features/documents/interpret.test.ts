import { describe, expect, it } from "vitest";
import { interpret } from "../../../src/features/documents/interpret.ts";
import type { Side, SideReading } from "../../../src/features/documents/stored-reading.ts";
import { checkDigit } from "../../../src/kernel/mrz-format.ts";

const NOW = Date.UTC(2026, 0, 1);

/** The lines of a card (9303-5 §4.2.2) of a state, with the document code I. */
function cardLines(state: string): string[] {
  const number = `012345678${checkDigit("012345678")}`;
  const birth = `800101${checkDigit("800101")}`;
  const expiry = `320101${checkDigit("320101")}`;
  const optional = "<".repeat(15);
  const composite = checkDigit(`${number}${optional}${birth}${expiry}${"<".repeat(11)}`);
  return [
    `I<${state}${number}${optional}`,
    `${birth}F${expiry}${state}${"<".repeat(11)}${composite}`,
    "SILVA<<MARIA".padEnd(30, "<"),
  ];
}

const side = (name: Side, { lines, layout }: { lines?: string[]; layout?: string }): SideReading => ({
  side: name,
  sha256: "",
  picture: {
    mimeType: "image/jpeg",
    width: 1000,
    height: 630,
    bytes: 1,
  } as unknown as SideReading["picture"],
  quality: {} as SideReading["quality"],
  mrz: lines
    ? ({
        lines: lines.map((text) => ({ text, confidences: [...text].map(() => 0.99), polygon: [] })),
        rotation: 0,
      } as unknown as SideReading["mrz"])
    : null,
  barcodes: [],
  visualZone: layout ? { documentType: null, issuingCountry: null, layout, fields: [] } : null,
});

describe("interpret", () => {
  it.each([
    ["a Brazilian licence by its front's print", "BRA", "br-cnh", "driving_licence"],
    ["a Brazilian identity card by its front's print", "BRA", "br-cin", "id_card"],
    ["a card whose print follows no known layout", "BRA", undefined, "id_card"],
    ["a card whose print is another country's", "ARG", "br-cnh", "id_card"],
    ["a card whose print has no MRZ of its kind", "BRA", "br-rg", "id_card"],
  ])("tells the type of %s", (_what, state, layout, documentType) => {
    const found = interpret(
      [side("front", layout ? { layout } : {}), side("back", { lines: cardLines(state) })],
      NOW,
    );
    expect(found.mrz?.parsed.valid).toBe(true);
    expect(found.documentType).toBe(documentType);
  });

  it("tells a licence by its other side where the side with the MRZ was only likest to an identity card", () => {
    const back = side("front", { lines: cardLines("BRA"), layout: "br-cin" });
    expect(interpret([back, side("back", { layout: "br-cnh" })], NOW).documentType).toBe("driving_licence");
  });
});
