import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderSpecimen, type SpecimenOptions } from "../../scripts/specimen/render.ts";
import { type Api, apiOf, base64 } from "./support/api.ts";

/** Without its data the engine answers that the zone was not read; the tests of the rules do not need it. */
const hasEngine = existsSync(".enroll/printed-text/spa.traineddata");

let client = 20;
async function scanned(options: SpecimenOptions, sides: readonly ("front" | "back")[]) {
  const api: Api = await apiOf({ spare: client++ });
  const { pictures } = await renderSpecimen(options);
  const images = pictures
    .filter(({ side }) => sides.includes(side))
    .map(({ side, jpeg }) => ({ side, data: base64(jpeg) }));
  const scan = await api.post("/documents/scan", { documentType: "auto", images });
  const { id } = scan.data;
  const { data } = await api.post("/documents/extract", { documentId: id });
  const validation = await api.post("/documents/validate", { documentId: id });
  const values = Object.fromEntries(
    Object.entries<{ value: string; source: string }>(data.fields).map(([name, { value }]) => [name, value]),
  );
  const results = Object.fromEntries(
    validation.data.breakdown.map(({ name, result }: { name: string; result: string }) => [name, result]),
  );
  return { scan: scan.data, fields: data, values, results, reasons: validation.data.reasons };
}

describe.runIf(hasEngine)("a document's printed zone, over HTTP", () => {
  it("alone tells a cédula amarilla's front, and the checks say what it has not", async () => {
    const { scan, values, results } = await scanned({ type: "co-cedula-amarilla" }, ["front"]);
    expect(scan).toMatchObject({
      status: "completed",
      documentType: "id_card",
      issuingCountry: "CO",
      mrz: null,
      assurance: { notPerformed: expect.not.arrayContaining(["visual_zone"]) },
    });
    expect(scan.engines).toContainEqual(expect.objectContaining({ name: "tesseract" }));
    expect(values).toMatchObject({
      documentNumber: "1020304050",
      familyName: "ROMERO GÓMEZ",
      givenNames: "ANA LUCÍA",
    });
    expect(results).toMatchObject({
      document_supported: "pass",
      check_digits: "not_applicable",
      expiry: "not_applicable",
      data_format: "pass",
      visual_authenticity: "not_performed",
    });
  });

  it("alone tells a voter's card by its front, whose check digits are on the back", async () => {
    const { scan, values, results, reasons } = await scanned({ type: "mx-ine" }, ["front"]);
    expect(scan).toMatchObject({ status: "completed", documentType: "id_card", issuingCountry: "MX" });
    expect(values).toMatchObject({ voterKey: "RMGMAN94081209M100", dateOfBirth: "1994-08-12", sex: "F" });
    expect(results).toMatchObject({ check_digits: "inconclusive" });
    expect(reasons).toContain("MISSING_BACK");
  });

  it("of both sides of a Brazilian RG makes one document", async () => {
    const { scan, values } = await scanned({ type: "br-rg" }, ["front", "back"]);
    expect(scan).toMatchObject({ status: "completed", documentType: "id_card", issuingCountry: "BR" });
    expect(values).toMatchObject({ documentNumber: "12345678-9", fullName: "ANA LÚCIA ROMERO GOMES" });
  });

  it("that agrees with a passport's MRZ is no conflict", async () => {
    const { fields, results } = await scanned({}, ["front"]);
    expect(
      fields.conflicts.filter(({ resolution }: { resolution: string }) => resolution === "different"),
    ).toEqual([]);
    expect(results).toMatchObject({ data_consistency: "pass", check_digits: "pass" });
  });

  it("that names another person than the passport's MRZ fails the check of consistency", async () => {
    const { results, reasons } = await scanned({ outcome: "mismatch" }, ["front"]);
    expect(results).toMatchObject({ data_consistency: "fail", check_digits: "pass" });
    expect(reasons).toContain("DATA_INCONSISTENT");
  });
});
