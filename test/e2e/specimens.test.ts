import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../scripts/specimen/outcomes.ts";
import { renderSpecimen, type Specimen } from "../../scripts/specimen/render.ts";
import { SPECIMEN_TYPES } from "../../scripts/specimen/specimen-layouts.ts";
import { type Answer, type Api, apiOf, base64 } from "./support/api.ts";

/** Without its data the printed zone is not read, and answers say so: what it alone tells is left out then. */
const hasPrintedZone = existsSync(".enroll/printed-text/spa.traineddata");
const TOLD_BY_PRINT: readonly string[] = ["br-rg", "br-cnh", "mismatch", "missing-back"];
const told = (what: string) => hasPrintedZone || !TOLD_BY_PRINT.includes(what);

/**
 * One card with an MRZ and one with a barcode (print alone and passports have their own tests beside this one), and the
 * outcomes that differ in what finds them. All of them take five minutes of
 * two cores: `npm run test:specimens` runs every type and every row.
 */
const isWhole = process.env.ENROLL_ALL_SPECIMENS === "1";
const FEW: readonly string[] = ["es-dni", "us-driving-licence"];
const FEW_OUTCOMES: readonly string[] = ["expired", "missing-back", "two-documents"];

const scanOf = (api: Api, { pictures }: Specimen, more: object = {}): Promise<Answer> =>
  api.post("/documents/scan", {
    ...more,
    images: pictures.map(({ side, jpeg }) => ({ side, data: base64(jpeg) })),
  });

/** As names are compared: an MRZ has no marks. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");

/** What the product makes of a whole, valid specimen where that is not a pass by the layout's own type. */
const OTHERWISE: Readonly<Record<string, { outcome?: string }>> = {
  // Nothing on it proves itself: no MRZ, no barcode.
  "br-rg": { outcome: "inconclusive" },
};

describe("a specimen of every layout, through the whole API", () => {
  it.each(
    SPECIMEN_TYPES.map((type, at) => [type.id, type, at] as const).filter(
      ([id]) => told(id) && (isWhole || FEW.includes(id)),
    ),
  )("%s is scanned, extracted and validated", async (id, { layout }, at) => {
    const api = await apiOf({ spare: at });
    const specimen = await renderSpecimen({ type: id });
    const scan = await scanOf(api, specimen);
    expect(scan).toMatchObject({
      status: 200,
      data: {
        status: "completed",
        documentType: layout.documentType,
        issuingCountry: layout.issuingCountry,
      },
    });
    // Character by character.
    if (specimen.mrz.length > 0) expect(scan.data.mrz).toMatchObject({ lines: specimen.mrz, valid: true });

    const documentId = scan.data.id;
    const { fields } = (await api.post("/documents/extract", { documentId })).data;
    const { holder } = specimen;
    expect(fields.dateOfBirth.value).toBe(holder.dateOfBirth);
    expect(plain(fields.fullName.value)).toBe(plain(`${holder.givenNames} ${holder.familyName}`));
    if (specimen.mrz.length > 0) expect(fields.dateOfExpiry.value).toBe(holder.dateOfExpiry);

    const validated = await api.post("/documents/validate", { documentId });
    expect(validated.data).toMatchObject({ outcome: OTHERWISE[id]?.outcome ?? "pass", reasons: [] });
  });
});

interface Row {
  type: string;
  outcome: Outcome;
  /** What the request says beside the pictures. */
  scan?: object;
  validate?: object;
  expected: { scan: string; scanReasons?: string[]; outcome?: string; reasons?: string[] };
}

const ANNA = { expected: { familyName: "Eriksson", givenNames: "Anna Maria", dateOfBirth: "1994-08-12" } };

/** The table of docs/specimens.md, row by row. */
const ROWS: readonly Row[] = [
  {
    type: "icao-passport",
    outcome: "valid",
    validate: ANNA,
    expected: { scan: "completed", outcome: "pass" },
  },
  row("icao-passport", "expired", "fail", ["DOCUMENT_EXPIRED"]),
  row("us-driving-licence", "expired", "fail", ["DOCUMENT_EXPIRED"]),
  row("icao-passport", "bad-check-digit", "fail", ["MRZ_CHECK_DIGIT_FAILED"]),
  row("icao-passport", "mismatch", "review", ["DATA_INCONSISTENT"]),
  { ...row("icao-passport", "other-person", "review", ["NAME_MISMATCH", "DOB_MISMATCH"]), validate: ANNA },
  row("icao-passport", "number-invalid", "fail", ["NUMBER_FORMAT_INVALID"]),
  row("es-dni", "number-invalid", "fail", ["NUMBER_FORMAT_INVALID"]),
  { ...row("icao-passport", "under-age", "fail", ["UNDER_MINIMUM_AGE"]), validate: { minimumAge: 18 } },
  {
    ...row("icao-id-card", "valid", "fail", ["DOCUMENT_TYPE_NOT_SUPPORTED"]),
    scan: { documentType: "passport" },
  },
  { ...row("icao-passport", "valid", "fail", ["COUNTRY_NOT_SUPPORTED"]), scan: { issuingCountry: "CO" } },
  row("icao-id-card", "missing-back", "inconclusive", ["MISSING_BACK"]),
  unread("icao-passport", "not-a-document", ["DOCUMENT_NOT_FOUND"]),
  unread("icao-passport", "two-documents", ["MULTIPLE_DOCUMENTS"]),
  unread("icao-passport", "blurred", ["IMAGE_BLURRED"]),
  unread("icao-passport", "too-dark", ["IMAGE_TOO_DARK"]),
  unread("icao-passport", "glare", ["IMAGE_GLARE"]),
  row("icao-passport", "cropped", "fail", ["IMAGE_CROPPED"]),
  row("icao-passport", "too-small", "fail", ["IMAGE_TOO_SMALL"]),
];

function row(type: string, outcome: Outcome, leadsTo: string, reasons: string[]): Row {
  return { type, outcome, expected: { scan: "completed", outcome: leadsTo, reasons } };
}

/** Pictures on which nothing is found to work with. */
function unread(type: string, outcome: Outcome, reasons: string[]): Row {
  return { type, outcome, expected: { scan: "failed", scanReasons: reasons, outcome: "fail", reasons } };
}

describe("an outcome that an integrator triggers in a sandbox", () => {
  it.each(
    ROWS.map((row, at) => [row.type, row.outcome, JSON.stringify(row.scan ?? {}), row, at] as const).filter(
      ([type, outcome]) =>
        told(outcome) && (isWhole || (FEW_OUTCOMES.includes(outcome) && type.startsWith("icao"))),
    ),
  )("%s %s %s", async (type, outcome, _asked, row, at) => {
    const api = await apiOf({ spare: SPECIMEN_TYPES.length + at });
    const scan = await scanOf(api, await renderSpecimen({ type, outcome }), row.scan);
    expect(scan.data.status).toBe(row.expected.scan);
    expect(scan.data.reasons).toEqual(expect.arrayContaining(row.expected.scanReasons ?? []));
    const { data } = await api.post("/documents/validate", { documentId: scan.data.id, ...row.validate });
    expect(data.outcome).toBe(row.expected.outcome);
    expect(data.reasons).toEqual(expect.arrayContaining(row.expected.reasons ?? []));
  });
});

describe("the same specimen with two users", () => {
  it("is a duplicate with the second", async () => {
    const api = await apiOf({ spare: SPECIMEN_TYPES.length + ROWS.length });
    const specimen = await renderSpecimen({ holder: { documentNumber: "D0000001" } });
    const validated: Answer[] = [];
    for (const number of ["one", "other"]) {
      const user = await api.post("/users/create", { externalId: `specimen-${number}` });
      const scan = await scanOf(api, specimen, { userId: user.data.id });
      validated.push(await api.post("/documents/validate", { documentId: scan.data.id }));
    }
    expect(validated.map(({ data }) => data.outcome)).toEqual(["pass", "review"]);
    expect(validated[1]?.data.reasons).toEqual(["DUPLICATE_DOCUMENT"]);
  });
});
