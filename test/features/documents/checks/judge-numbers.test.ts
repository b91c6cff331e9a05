import { describe, expect, it } from "vitest";
import { entry } from "../../../../src/features/documents/checks/entry.ts";
import {
  consistencyWithNumbers,
  formatWithNumbers,
  judgeNumbers,
} from "../../../../src/features/documents/checks/judge-numbers.ts";
import type { DocumentType } from "../../../../src/features/documents/document-type.ts";
import type { Candidate } from "../../../../src/features/documents/fields/candidates.ts";
import { mergeFields } from "../../../../src/features/documents/fields/merge.ts";
import type { Interpretation } from "../../../../src/features/documents/interpret.ts";

type Told = Record<string, string | Partial<Candidate>>;

function judge(issuingCountry: string, documentType: DocumentType, told: Told) {
  const found: Interpretation = {
    documentType,
    issuingCountry,
    issuingStateCode: null,
    format: null,
    mrz: null,
    brokenMrz: null,
    barcodes: [],
    visualZones: [],
  };
  const read = Object.entries(told).map(([field, one]): Candidate => {
    const value = typeof one === "string" ? one : (one.value ?? "");
    const rest = typeof one === "string" ? {} : one;
    return {
      field,
      raw: value,
      confidence: 0.9,
      source: "mrz",
      checkDigit: "pass",
      truncated: false,
      region: null,
      ...rest,
      value,
    };
  });
  return judgeNumbers(found, mergeFields(read, documentType));
}

describe("numbers of passports", () => {
  const cases: [what: string, country: string, number: string, impossible: "unproven" | null][] = [
    ["of the form that the issuer is known to print", "BR", "FA123456", null],
    ["of another form", "BR", "12345678", "unproven"],
    ["of an issuer whose forms are not known", "IS", "A1234567", null],
    ["of Mexico, which prints no CURP as the passport's number", "MX", "G12345678", null],
    ["of Mexico in another form", "MX", "123456789", "unproven"],
  ];
  it.each(cases)("%s", (_what, country, number, impossible) => {
    const numbers = judge(country, "passport", { documentNumber: number });
    expect(numbers.impossible).toBe(impossible);
    expect(formatWithNumbers(entry("data_format", "pass"), numbers).result).toBe(
      impossible ? "inconclusive" : "pass",
    );
  });
});

describe("numbers by their issuer's rules", () => {
  it("fit on the specimen of the Spanish identity card", () => {
    // dnielectronico.es: support number BAA000589, DNI 99999999R among the optional data.
    const numbers = judge("ES", "id_card", { documentNumber: "BAA000589", optionalData: "99999999R" });
    expect(numbers).toEqual({ impossible: null, agrees: null });
  });

  it("are proven impossible when the MRZ's own digits vouch for the reading", () => {
    const numbers = judge("ES", "id_card", { documentNumber: "BAA000589", optionalData: "99999999A" });
    expect(numbers.impossible).toBe("proven");
    expect(formatWithNumbers(entry("data_format", "pass"), numbers)).toEqual({
      name: "data_format",
      result: "fail",
      reasons: ["NUMBER_FORMAT_INVALID"],
    });
  });

  it("may be misread in the visual zone, where nothing vouches for a reading", () => {
    const seen: Partial<Candidate> = { value: "99999999A", source: "viz", checkDigit: null };
    const numbers = judge("ES", "id_card", { documentNumber: seen });
    expect(numbers.impossible).toBe("unproven");
    expect(formatWithNumbers(entry("data_format", "pass"), numbers)).toMatchObject({
      result: "inconclusive",
      reasons: ["NUMBER_FORMAT_INVALID"],
    });
    const failed = entry("data_format", "fail", ["DATA_INCONSISTENT"]);
    expect(formatWithNumbers(failed, numbers)).toEqual(failed);
  });

  it("never judge the serial number of a card", () => {
    // The serial has the form of a RUN and no check digit of its own.
    expect(judge("CL", "id_card", { documentNumber: "123456789" }).impossible).toBeNull();
    expect(judge("CL", "id_card", { optionalData: "12345678K" }).impossible).toBe("proven");
  });

  it("leave other issuers alone", () => {
    const numbers = judge("CH", "id_card", { documentNumber: "S0002068" });
    expect(formatWithNumbers(entry("data_format", "pass"), numbers)).toEqual(entry("data_format", "pass"));
  });
});

describe("what a CURP tells, against the document's other data", () => {
  // python-stdnum mx.curp: a man born on 20 August 1931.
  const personalNumber: Partial<Candidate> = { value: "BOXW310820HNERXN09", source: "viz", checkDigit: null };

  it("agrees", () => {
    const numbers = judge("MX", "passport", { personalNumber, dateOfBirth: "1931-08-20", sex: "M" });
    expect(numbers).toEqual({ impossible: null, agrees: true });
    expect(consistencyWithNumbers(entry("data_consistency", "inconclusive"), numbers).result).toBe("pass");
  });

  it.each([
    { dateOfBirth: "1932-08-20", sex: "M" },
    { dateOfBirth: "1931-08-20", sex: "F" },
  ])("contradicts $dateOfBirth $sex", (told) => {
    const numbers = judge("MX", "passport", { personalNumber, ...told });
    expect(numbers.agrees).toBe(false);
    expect(consistencyWithNumbers(entry("data_consistency", "pass"), numbers)).toEqual({
      name: "data_consistency",
      result: "fail",
      reasons: ["DATA_INCONSISTENT"],
    });
  });

  it("says nothing against a sex that was not told, or a date known in part", () => {
    const numbers = judge("MX", "passport", { personalNumber, dateOfBirth: "1931", sex: "X" });
    expect(numbers.agrees).toBeNull();
  });

  it("compares the century only of a number that something vouches for: 0 read as O moves it, its digit agrees", () => {
    const told = { dateOfBirth: "1994-08-12", sex: "F" };
    const misread = { value: "ROGA940812MDFMMLO3", source: "viz", checkDigit: null } as const;
    expect(judge("MX", "passport", { personalNumber: misread, ...told }).agrees).toBe(true);
    const proven = { ...misread, source: "barcode" } as const;
    expect(judge("MX", "passport", { personalNumber: proven, ...told }).agrees).toBe(false);
  });

  it("compares a clave de elector without its century", () => {
    const documentNumber = "HRGRJN82050602H900";
    expect(judge("MX", "id_card", { documentNumber, dateOfBirth: "1982-05-06" }).agrees).toBe(true);
    expect(judge("MX", "id_card", { documentNumber, dateOfBirth: "1982-06-05" }).agrees).toBe(false);
  });
});
