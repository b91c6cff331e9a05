import { describe, expect, it } from "vitest";
import type { SideReading } from "../../../../src/features/documents/stored-reading.ts";
import { zoneHints } from "../../../../src/features/documents/visual-zone/zone-hints.ts";
import { aDocumentReading, aTd3 } from "../../../support/vision.ts";

const NOW = Date.UTC(2026, 10, 23);
const NOTHING = { documentType: null, issuingCountry: null };

/** Three lines of a card (9303-5 §4.2.2); its check digits do not matter here. */
const card = (code: string, state: string): string[] => [
  `${code.padEnd(2, "<")}${state}0123456784${"<".repeat(15)}`,
  `8001014F3201012${state}${"<".repeat(11)}0`,
  "SILVA<<MARIA".padEnd(30, "<"),
];

/** A side on which nothing but print was read, of a layout. */
const printed = (layout: string): SideReading => {
  const { picture, quality } = aDocumentReading();
  const visualZone = { documentType: null, issuingCountry: null, layout, fields: [] };
  return { side: "front", sha256: "", picture, quality, mrz: null, barcodes: [], visualZone };
};

describe("what is known of a printed zone before it is read", () => {
  it.each([
    ["leaves a Brazilian card open to be a licence", card("I", "BRA"), ["br-cnh"]],
    ["leaves a Spanish card open to be a foreigner's", card("ID", "ESP"), ["es-nie"]],
    ["leaves a residence permit no other type, for its code says what it is", card("IR", "ESP"), undefined],
    ["leaves a card no other type where its issuer has none with an MRZ", card("I", "ECU"), undefined],
    ["leaves a card of an issuer without rows no other type", card("I", "UTO"), undefined],
    ["leaves a passport no other type", aTd3(), undefined],
  ])("%s", (_what, mrz, orLayouts) => {
    const hints = zoneHints(NOTHING, [], aDocumentReading({ mrz }), NOW);
    expect(hints.proven).toBe(true);
    expect(hints.orLayouts).toEqual(orLayouts);
  });

  it("is that a card is a licence, once the side before said so", () => {
    const hints = zoneHints(NOTHING, [printed("br-cnh")], aDocumentReading({ mrz: card("I", "BRA") }), NOW);
    expect(hints).toMatchObject({ documentType: "driving_licence", issuingCountry: "BR", proven: true });
    expect(hints.orLayouts).toBeUndefined();
  });

  it("names the labels of the types that are left open too", () => {
    const { prints } = zoneHints(NOTHING, [], aDocumentReading({ mrz: card("I", "BRA") }), NOW);
    expect(prints?.map(({ field }) => field)).toContain("licenceCategories");
  });

  it("is no more than a hint where only the sender named a type", () => {
    const told = { documentType: "id_card", issuingCountry: "BR" } as const;
    expect(zoneHints(told, [], aDocumentReading(), NOW)).toMatchObject({ ...told, proven: false });
    expect(zoneHints(told, [], aDocumentReading(), NOW).orLayouts).toBeUndefined();
  });
});
