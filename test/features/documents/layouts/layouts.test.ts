import { describe, expect, it } from "vitest";
import {
  DOCUMENT_LAYOUTS,
  layoutById,
  layoutsFor,
  layoutsWithMrz,
} from "../../../../src/features/documents/layouts/layouts.ts";
import { judgeIdentifier } from "../../../../src/features/documents/national-ids/national-ids.ts";
import { isCountry } from "../../../../src/kernel/countries.ts";

describe("the table of layouts", () => {
  it.each([
    "co-cedula-amarilla",
    "co-cedula-digital",
    "co-cedula-extranjeria",
    "mx-ine",
    "mx-passport",
    "pe-dni",
    "cl-cedula",
    "ar-dni",
    "br-rg",
    "br-cin",
    "br-cnh",
    "ec-cedula",
    "pa-cedula",
    "do-cedula",
    "es-dni",
    "es-nie",
    "us-driving-licence",
    "icao-passport",
    "icao-id-card",
  ])("has a row for %s", (id) => {
    expect(layoutById(id)).not.toBeNull();
  });

  it("names every layout once, and every issuer by a code that exists", () => {
    const ids = DOCUMENT_LAYOUTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { issuingCountry } of DOCUMENT_LAYOUTS)
      expect(issuingCountry === null || isCountry(issuingCountry)).toBe(true);
  });

  it.each(DOCUMENT_LAYOUTS.map((layout) => [layout.id, layout] as const))(
    "%s prints each field once a side and tells where its row comes from",
    (_id, { front, back, source }) => {
      for (const side of [front, ...(back ? [back] : [])]) {
        const fields = side.fields.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
      }
      expect(source.length).toBeGreaterThan(10);
    },
  );

  it.each(
    DOCUMENT_LAYOUTS.flatMap(({ id, issuingCountry, numbers }) =>
      numbers.map((number) => [id, number.field, issuingCountry, number] as const),
    ),
  )("%s shows an example of its %s that its own rules allow", (_id, _field, country, number) => {
    expect(number.example).toMatch(number.pattern);
    if (!country || !number.identifier) return;
    // Behind the hyphen of a Peruvian DNI stands a digit that is not part of its number.
    const told = { country, type: number.identifier, number: number.example.replace(/ - \d$/, "") };
    const judged = judgeIdentifier(told);
    expect(judged.recognised).toBe(true);
    expect(judged.valid).not.toBe(false);
  });

  it("offers an issuer's own layouts before the general ones", () => {
    const ids = layoutsFor({ documentType: "id_card", issuingCountry: "CO" }).map(({ id }) => id);
    expect(ids).toEqual(["co-cedula-amarilla", "co-cedula-digital", "icao-id-card"]);
  });

  it.each([
    ["BR", "TD1", ["br-cin", "br-cnh"]],
    ["ES", "TD1", ["es-dni", "es-nie"]],
    ["BR", "TD2", []],
    ["UY", "TD1", []],
    [null, "TD1", []],
  ])("knows the cards of %s with an MRZ of %s", (issuingCountry, format, ids) => {
    expect(layoutsWithMrz({ issuingCountry, format }).map(({ id }) => id)).toEqual(ids);
  });
});
