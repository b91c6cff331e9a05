import { describe, expect, it } from "vitest";
import { identityOf } from "../../../scripts/specimen/identity.ts";
import { mrzOf } from "../../../scripts/specimen/machine-zones.ts";
import { withWrongDigit } from "../../../scripts/specimen/mrz-lines.ts";
import { cardSides } from "../../../scripts/specimen/render.ts";
import { SPECIMEN_TYPES, specimenType } from "../../../scripts/specimen/specimen-layouts.ts";
import {
  aamvaText,
  arDniText,
  clQrText,
  coCedulaBytes,
  mxIneQrText,
} from "../../../scripts/specimen/symbol-contents.ts";
import { parseBarcode } from "../../../src/features/documents/barcodes/parse-barcode.ts";
import { typeOfMrz } from "../../../src/features/documents/document-type.ts";
import { DOCUMENT_LAYOUTS } from "../../../src/features/documents/layouts/layouts.ts";
import { parseMrz } from "../../../src/features/documents/mrz/parse-mrz.ts";
import { judgeIdentifier } from "../../../src/features/documents/national-ids/national-ids.ts";

const now = new Date("2026-03-01T00:00:00Z");
const all = SPECIMEN_TYPES.map((type) => [type.id, type] as const);
const zonesOf = (type: (typeof SPECIMEN_TYPES)[number]) => [...type.zones.front, ...type.zones.back];
const linesOf = (type: (typeof SPECIMEN_TYPES)[number]) => {
  const identity = identityOf(type.layout, "UTO", now, "valid");
  return zonesOf(type).flatMap((zone) => mrzOf(type, zone, identity, "UTO"));
};

describe("the types of specimens", () => {
  it("are every row of the product's layouts, and more", () => {
    const ids = SPECIMEN_TYPES.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(DOCUMENT_LAYOUTS.map(({ id }) => id)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("have short names for what is asked for most", () => {
    expect(specimenType("passport")?.id).toBe("icao-passport");
    expect(specimenType("library-card")).toBeNull();
  });

  it.each(all)("%s prints every field of its layout with a value under its label", async (_id, type) => {
    const sides = await cardSides(type, identityOf(type.layout, "UTO", now, "valid"), "UTO", "valid");
    const printed = sides.flatMap(({ content }) => content.fields);
    const rows = [...type.layout.front.fields, ...(type.layout.back?.fields ?? [])];
    expect(printed.map(({ label }) => label)).toEqual(rows.map(({ labels }) => labels[0]));
    for (const { lines } of printed) expect(lines.join("")).not.toBe("");
  });

  it.each(all.filter(([, type]) => linesOf(type).length > 0))(
    "%s bears an MRZ that the product's parser finds nothing wrong with",
    (_id, type) => {
      const parsed = parseMrz(linesOf(type), now.getTime());
      expect(parsed).toMatchObject({ problems: [], valid: true });
      // Brazil's licence bears the code of an identity card; only its print tells what it is.
      if (parsed && type.id !== "br-cnh") expect(typeOfMrz(parsed)).toBe(type.layout.documentType);
    },
  );

  it.each(all.filter(([, type]) => linesOf(type).length > 0))(
    "%s can be printed with a check digit that fails",
    (_id, type) => {
      const parsed = parseMrz(withWrongDigit(linesOf(type)), now.getTime());
      expect(parsed?.problems).toContain("CHECK_DIGIT_FAILED");
    },
  );
});

describe("the numbers of specimens", () => {
  const numbered = all.filter(
    ([, { layout }]) => layout.issuingCountry && layout.numbers.some((one) => one.identifier),
  );
  it.each(numbered)("%s: their issuer's rules allow them, birth and sex agree", (_id, { layout }) => {
    const { holder, numbers } = identityOf(layout, "UTO", now, "valid");
    for (const { field, identifier } of layout.numbers) {
      if (!identifier) continue;
      const number = (numbers[field] ?? "").replace(/ - \d$/, "");
      const judged = judgeIdentifier({ country: layout.issuingCountry ?? "", type: identifier, number });
      expect(judged.valid).not.toBe(false);
      if (judged.facts?.dateOfBirth) expect(judged.facts.dateOfBirth).toBe(holder.dateOfBirth);
      if (judged.facts?.sex) expect(judged.facts.sex).toBe(holder.sex);
    }
  });

  it.each([
    ["es-dni", "personalNumber", "DNI"],
    ["cl-cedula", "personalNumber", "RUN"],
    ["ec-cedula", "personalNumber", "CEDULA"],
    ["br-cin", "personalNumber", "CPF"],
  ] as const)("%s: its %s cannot exist when it is to be wrong", (id, field, type) => {
    const layout = specimenType(id)?.layout;
    if (!layout) throw new Error(id);
    const number = identityOf(layout, "UTO", now, "number-invalid").numbers[field] ?? "";
    expect(judgeIdentifier({ country: layout.issuingCountry ?? "", type, number }).impossible).toBe(true);
  });

  it("are left out where no rule could refuse one", () => {
    const layout = specimenType("passport")?.layout;
    expect(layout && identityOf(layout, "UTO", now, "number-invalid").holder.documentNumber).toBe("");
  });
});

describe("the symbols of specimens", () => {
  const identity = (id: string) => {
    const type = specimenType(id);
    if (!type) throw new Error(id);
    return identityOf(type.layout, "UTO", now, "valid");
  };
  it.each([
    ["us-driving-licence", "PDF417", aamvaText, "aamva"],
    ["co-cedula-amarilla", "PDF417", coCedulaBytes, "co_cedula"],
    ["ar-dni", "PDF417", arDniText, "ar_dni"],
    ["cl-cedula", "QRCode", clQrText, "cl_cedula"],
    ["mx-ine", "QRCode", mxIneQrText, "mx_ine"],
  ] as const)("%s: what its %s says is read as its own layout", (id, format, contentOf, parsedAs) => {
    const who = identity(id);
    const content = contentOf(who);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const text = typeof content === "string" ? content : Buffer.from(content).toString("latin1");
    const parsed = parseBarcode({ format, text, bytes, polygon: [] }, now.getTime());
    expect(parsed.parsedAs).toBe(parsedAs);
    const { dateOfBirth, sex } = parsed.fields;
    if (dateOfBirth) expect(dateOfBirth.value).toBe(who.holder.dateOfBirth);
    if (sex) expect(sex.value).toBe(who.holder.sex);
  });
});

describe("an outcome that a type has nothing to show by", () => {
  it.each([
    ["br-rg", "mismatch"],
    ["us-driving-licence", "bad-check-digit"],
  ] as const)("is refused: %s cannot be %s", async (id, outcome) => {
    const type = specimenType(id);
    if (!type) throw new Error(id);
    const sides = cardSides(type, identityOf(type.layout, "UTO", now, outcome), "UTO", outcome);
    await expect(sides).rejects.toThrow(id);
  });
});
