import { describe, expect, it } from "vitest";
import { parseMrz } from "../../../../src/features/documents/mrz/parse-mrz.ts";
import type { ParsedMrz } from "../../../../src/features/documents/mrz/parsed-mrz.ts";

const NOW = Date.UTC(2026, 2, 1);
const given = (lines: string[], now = NOW): ParsedMrz => {
  const parsed = parseMrz(lines, now);
  if (!parsed) throw new Error("no format");
  return parsed;
};
const values = ({ fields }: ParsedMrz) =>
  Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));

const PASSPORT = [
  "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
  "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
];

describe("specimens of ICAO Doc 9303", () => {
  it("reads the passport of part 4", () => {
    const parsed = given(PASSPORT);
    expect(parsed).toMatchObject({
      format: "TD3",
      documentCode: "P",
      issuingStateCode: "UTO",
      issuingCountry: null,
      nameTruncated: false,
      checkDigits: {
        documentNumber: true,
        dateOfBirth: true,
        dateOfExpiry: true,
        optionalData: true,
        composite: true,
      },
      problems: [],
      valid: true,
    });
    expect(values(parsed)).toEqual({
      documentNumber: "L898902C3",
      personalNumber: "ZE184226B",
      nationality: "UTO",
      dateOfBirth: "1974-08-12",
      dateOfExpiry: "2012-04-15",
      sex: "F",
      familyName: "ERIKSSON",
      givenNames: "ANNA MARIA",
    });
  });

  it("reads the card of part 5", () => {
    const parsed = given([
      "I<UTOD231458907<<<<<<<<<<<<<<<",
      "7408122F1204159UTO<<<<<<<<<<<6",
      "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]);
    expect(parsed).toMatchObject({ format: "TD1", documentCode: "I", valid: true });
    expect(values(parsed)).toEqual({
      documentNumber: "D23145890",
      nationality: "UTO",
      dateOfBirth: "1974-08-12",
      dateOfExpiry: "2012-04-15",
      sex: "F",
      familyName: "ERIKSSON",
      givenNames: "ANNA MARIA",
    });
  });

  it("reads the card of part 5 whose number is longer than its field", () => {
    const parsed = given([
      "I<UTOD23145890<7349<<<<<<<<<<<",
      "3407127M9507122UTO<<<<<<<<<<<2",
      "STEVENSON<<PETER<JOHN<<<<<<<<<",
    ]);
    expect(parsed.valid).toBe(true);
    expect(parsed.fields.documentNumber).toMatchObject({ value: "D23145890734", checkDigit: "pass" });
    expect(parsed.fields.optionalData).toBeUndefined();
  });

  it("reads the document of part 6 and the visas of part 7", () => {
    const first = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<";
    expect(given([first, "D231458907UTO7408122F1204159<<<<<<<6"])).toMatchObject({
      format: "TD2",
      valid: true,
    });
    const visaA = given([
      "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
    ]);
    expect(visaA).toMatchObject({ format: "MRVA", valid: true });
    expect(visaA.checkDigits).not.toHaveProperty("composite");
    expect(visaA.fields.optionalData).toMatchObject({ value: "6ZE184226B", checkDigit: "unprotected" });
    expect(
      given(["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"]),
    ).toMatchObject({ format: "MRVB", valid: true });
  });
});

describe("documents of states", () => {
  it.each([
    ["P<POLKOWALSKA<KWIATKOWSKA<<JOANNA<<<<<<<<<<<", "AA00000000POL6002084F1412314<<<<<<<<<<<<<<<4", "PL"],
    ["P<FINVIRTANEN<<MARIA<OLIVIA<<<<<<<<<<<<<<<<<", "XP82716024FIN7112214F1108213211271<426U<<<04", "FI"],
    ["P<TWNLIN<<MEI<HUA<<<<<<<<<<<<<<<<<<<<<<<<<<<", "0000000000TWN7601015F1404018A234567893<<<<18", "TW"],
    ["P<CANMARTIN<<SARAH<<<<<<<<<<<<<<<<<<<<<<<<<<", "ZE000509<9CAN8501019F2301147<<<<<<<<<<<<<<08", "CA"],
  ])("accepts the specimen passport %s", (first, second, country) => {
    expect(given([first, second])).toMatchObject({ valid: true, issuingCountry: country });
  });

  it("knows Germany's one letter", () => {
    const parsed = given([
      "ARD<<Y701001V51<<<<<<<<<<<<<<<",
      "7611027M1609189IND<<<<<<<<<<<2",
      "SINGH<<JASIN<ALI<<<<<<<<<<<<<<",
    ]);
    expect(parsed).toMatchObject({
      documentCode: "AR",
      issuingStateCode: "D",
      issuingCountry: "DE",
      valid: true,
    });
    expect(parsed.fields.nationality?.value).toBe("IND");
  });

  it("reads the French identity card of 1988, which has a layout of its own", () => {
    const parsed = given(["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6"]);
    expect(parsed).toMatchObject({ format: "IDFR", issuingCountry: "FR", valid: true });
    expect(values(parsed)).toMatchObject({
      documentNumber: "880692310285",
      familyName: "BERTHIER",
      givenNames: "CORINNE",
      dateOfBirth: "1965-12-06",
      sex: "F",
    });
    expect(parsed.fields.dateOfExpiry).toBeUndefined();
  });
});

describe("places and protection", () => {
  it("says where each field stands and what covers it", () => {
    const { fields } = given(PASSPORT);
    expect(fields.familyName).toMatchObject({
      line: 0,
      from: 5,
      to: 13,
      raw: "ERIKSSON",
      checkDigit: "unprotected",
    });
    expect(fields.givenNames).toMatchObject({ line: 0, from: 15, to: 25, checkDigit: "unprotected" });
    expect(fields.dateOfBirth).toMatchObject({
      line: 1,
      from: 13,
      to: 19,
      raw: "740812",
      checkDigit: "pass",
    });
    expect(fields.nationality?.checkDigit).toBe("unprotected");
  });
});

describe("what is wrong stays wrong", () => {
  const changed = (line: number, column: number, char: string) =>
    PASSPORT.map((text, at) => (at === line ? text.slice(0, column) + char + text.slice(column + 1) : text));

  it("fails the digit of the field that was changed, and the composite, and repairs nothing", () => {
    const parsed = given(changed(1, 3, "5"));
    expect(parsed).toMatchObject({
      checkDigits: { documentNumber: false, dateOfBirth: true, composite: false },
      problems: ["CHECK_DIGIT_FAILED"],
      valid: false,
    });
    expect(parsed.fields.documentNumber).toMatchObject({ value: "L895902C3", checkDigit: "fail" });
  });

  it("never takes a letter for the digit that it resembles", () => {
    const parsed = given(changed(1, 13, "O"));
    expect(parsed.fields.dateOfBirth).toMatchObject({ value: null, raw: "O40812", checkDigit: "fail" });
    expect(parsed.problems).toContain("DATE_IMPOSSIBLE");
  });

  it.each([
    [0, 2, "Q", "ISSUING_STATE_UNKNOWN"],
    [1, 10, "Q", "NATIONALITY_UNKNOWN"],
    [0, 9, "7", "NAME_MALFORMED"],
    [0, 40, "K", "NAME_MALFORMED"],
    [1, 20, "H", "SEX_MALFORMED"],
  ])(
    "does not call valid what is printed wrong without a check digit (line %i, column %i: %s)",
    (line, column, char, problem) => {
      expect(given(changed(line, column, char))).toMatchObject({ valid: false, problems: [problem] });
    },
  );

  it("does not call valid what was read with doubt", () => {
    const confidences = PASSPORT.map((line) => new Array<number>(line.length).fill(1));
    (confidences[0] as number[])[7] = 0.4;
    expect(parseMrz(PASSPORT, NOW, confidences)).toMatchObject({ valid: false, problems: ["NOT_LEGIBLE"] });
  });

  it.each([
    [[]],
    [["P<UTO"]],
    [[...PASSPORT, "7408122F1204159UTO<<<<<<<<<<<6"]],
    [[PASSPORT[0] as string, (PASSPORT[1] as string).toLowerCase()]],
    [[`X${(PASSPORT[0] as string).slice(1)}`, PASSPORT[1] as string]],
  ])("answers null for lines of no format: %j", (lines) => {
    expect(parseMrz(lines, NOW)).toBeNull();
  });

  it("marks names that fill their field as possibly cut", () => {
    const first = "P<UTONANEZ<DORS<<MARIA<JOSE<DE<LOS<ANGELES<G";
    expect(given([first, PASSPORT[1] as string]).nameTruncated).toBe(true);
  });
});
