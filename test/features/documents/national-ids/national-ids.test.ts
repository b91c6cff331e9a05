import { describe, expect, it } from "vitest";
import {
  IDENTIFIER_RULES,
  judgeIdentifier,
  ruleFor,
} from "../../../../src/features/documents/national-ids/national-ids.ts";
import { corruptions } from "./corruptions.ts";
import { PUBLISHED_EXAMPLES } from "./published-examples.ts";

const examples = PUBLISHED_EXAMPLES.flatMap(({ numbers, ...told }) =>
  numbers.map((number) => ({ ...told, number })),
);

describe("published examples", () => {
  it.each(examples)("$country $type $number is accepted ($source)", (example) => {
    const judged = judgeIdentifier(example);
    expect(judged).toMatchObject({ recognised: true, impossible: false });
    expect(judged.valid).not.toBe(false);
    // Whoever has a rule with a digit says that it was looked at, or why not.
    const { check } = ruleFor(example.country, example.type) ?? {};
    if (check) expect(judged.checkDigit === "pass" || judged.reasons.length > 0).toBe(true);
    else expect(judged).toMatchObject({ valid: null, checkDigit: "none" });
  });

  it("exist for every rule", () => {
    const shown = new Set(PUBLISHED_EXAMPLES.map(({ country, type }) => ruleFor(country, type)));
    const without = IDENTIFIER_RULES.filter((rule) => rule.title !== "Passport" && !shown.has(rule));
    expect(without.map(({ country, types }) => `${country} ${types[0]}`)).toEqual([]);
  });
});

describe("numbers that cannot exist", () => {
  it.each([
    // python-stdnum's own counter-examples.
    ["CO", "NIT", "9001234567"],
    ["MX", "CURP", "BOXW310820HNERXN08"],
    ["CL", "RUT", "12531909-3"],
    ["AR", "CUIT", "20267565392"],
    ["BR", "CPF", "231.002.999-01"],
    ["BR", "CNPJ", "16.727.230.0001-98"],
    ["EC", "CEDULA", "1714307104"],
    ["ES", "DNI", "54362315Z"],
    ["ES", "NIE", "x-2482300a"],
    ["PT", "CC", "00000000 0 ZZ3"],
  ])("%s %s %s: its check digit disagrees", (country, type, number) => {
    expect(judgeIdentifier({ country, type, number })).toMatchObject({
      valid: false,
      impossible: true,
      checkDigit: "fail",
      reasons: ["CHECK_DIGIT_FAILED"],
    });
  });

  it.each(["666-12-3456", "000-12-3456", "900-12-3456", "123-00-3456", "123-45-0000"])(
    "US SSN %s was never given out",
    (number) => {
      expect(judgeIdentifier({ country: "US", type: "SSN", number })).toMatchObject({
        valid: false,
        impossible: true,
        reasons: ["SHAPE_MISMATCH"],
      });
    },
  );
});

describe("numbers that are wrong by the usual rule, and yet may be somebody's", () => {
  it.each([
    ["DO", "CEDULA", "00113918204", "hundreds in use disagree"],
    ["MX", "RFC", "VACE-460910-SX6", "about 1.5 % in use disagree"],
    ["PE", "DNI", "10117410-3", "no algorithm is published"],
    ["GT", "NIT", "8977112-0", "no algorithm is published"],
    ["VE", "RIF", "V-11470283-3", "no algorithm is published"],
    ["CL", "RUN", "12345678", "a RUN of eight digits without its digit"],
    ["CO", "NIT", "900123457", "a NIT without its digit"],
    ["CO", "NIT", "1020304051", "a cédula without a digit"],
    ["ES", "DNI", "1234", "a form that the rule does not know"],
    ["BR", "CPF", "111.111.111-11", "a form that the rule does not know"],
  ])("%s %s %s is told, not proven (%s)", (country, type, number) => {
    expect(judgeIdentifier({ country, type, number })).toMatchObject({ valid: false, impossible: false });
  });
});

describe("what is not known", () => {
  it("is said of a type without a rule", () => {
    expect(judgeIdentifier({ country: "KE", type: "HUDUMA", number: "12-34" })).toEqual({
      recognised: false,
      normalised: "1234",
      valid: null,
      impossible: false,
      checkDigit: "none",
      reasons: ["TYPE_UNKNOWN"],
      rule: null,
      source: null,
    });
  });

  it("is said of a number that comes without its check digit", () => {
    expect(judgeIdentifier({ country: "ES", type: "dni", number: "12.345.678" })).toMatchObject({
      valid: null,
      checkDigit: "none",
      reasons: ["CHECK_DIGIT_ABSENT"],
      rule: "ES DNI",
    });
  });

  it("is not made up by the type of another country", () => {
    // CC is a cédula in Colombia and a Cartão in Portugal.
    expect(judgeIdentifier({ country: "PT", type: "CC", number: "1020304050" }).valid).toBe(false);
    expect(judgeIdentifier({ country: "CO", type: "CC", number: "1020304050" }).valid).toBeNull();
  });
});

describe("what a number tells of its holder", () => {
  it.each([
    ["CURP", "BOXW310820HNERXN09", { dateOfBirth: "1931-08-20", sex: "M" }],
    ["CURP", "GOMC850315HDFRRR07", { dateOfBirth: "1985-03-15", sex: "M", region: "MX-CMX" }],
    ["CLAVE_ELECTOR", "HRGRJN82050602H900", { shortDateOfBirth: "820506", sex: "M", region: "MX-BCN" }],
    ["RFC", "GODE561231GR8", { shortDateOfBirth: "561231" }],
  ])("MX %s %s", (type, number, facts) => {
    expect(judgeIdentifier({ country: "MX", type, number }).facts).toEqual(facts);
  });

  it("takes the century from the seventeenth character of a CURP", () => {
    // Only the character and the check digit differ.
    const born = (number: string) =>
      judgeIdentifier({ country: "MX", type: "CURP", number }).facts?.dateOfBirth;
    const digits = Array.from("0123456789");
    expect(digits.flatMap((digit) => born(`GOMC050315HDFRRR0${digit}`) ?? [])).toEqual(["1905-03-15"]);
    expect(digits.flatMap((digit) => born(`GOMC050315HDFRRRA${digit}`) ?? [])).toEqual(["2005-03-15"]);
  });

  it("knows no 31st of February", () => {
    const wrong = { country: "MX", type: "CLAVE_ELECTOR", number: "HRGRJN82023102H900" };
    expect(judgeIdentifier(wrong)).toMatchObject({ valid: false, reasons: ["DATE_IMPOSSIBLE"] });
  });

  it("is kept back for a number that is wrong", () => {
    const wrong = judgeIdentifier({ country: "MX", type: "CURP", number: "BOXW310820HNERXN08" });
    expect(wrong.facts).toBeUndefined();
  });
});

describe("how numbers are written", () => {
  it.each([
    ["12.345.678-5", "123456785"],
    ["12 345 678–5", "123456785"],
    ["１２３４５６７８５", "123456785"],
  ])("%s is %s", (number, normalised) => {
    expect(judgeIdentifier({ country: "CL", type: "RUT", number })).toMatchObject({
      normalised,
      checkDigit: "pass",
    });
  });
});

/**
 * What an algorithm promises of one wrong digit. A prime modulus with weights below it finds all; where a remainder
 * of ten shares a digit with another remainder, or where weights are even under modulo 10, some escape.
 */
const FINDS_EVERY_CHANGE = [
  ["CL", "RUT"],
  ["ES", "DNI"],
  ["ES", "NIE"],
  ["BR", "RG_SP"],
  ["GT", "NIT"],
  ["DO", "CEDULA"],
  ["EC", "CEDULA"],
  ["PT", "CC"],
] as const;
const FINDS_MOST_CHANGES = [
  ["CO", "NIT", 0.97],
  ["AR", "CUIT", 0.95],
  ["BR", "CPF", 0.98],
  ["BR", "CNPJ", 0.98],
  ["PE", "RUC", 0.95],
  ["MX", "CURP", 0.9],
  ["UY", "CI", 0.9],
] as const;

function shareFound(country: string, type: string): number {
  const rule = ruleFor(country, type);
  const wrong = examples
    .filter((one) => ruleFor(one.country, one.type) === rule)
    .map((one) => judgeIdentifier(one))
    .filter(({ checkDigit }) => checkDigit === "pass")
    .flatMap(({ normalised }) => corruptions(normalised).filter(({ kind }) => kind === "change"));
  expect(wrong.length).toBeGreaterThan(50);
  const found = wrong.filter(({ number }) => judgeIdentifier({ country, type, number }).valid !== true);
  return found.length / wrong.length;
}

describe("one wrong digit", () => {
  it.each(FINDS_EVERY_CHANGE)("%s %s: is always found", (country, type) => {
    expect(shareFound(country, type)).toBe(1);
  });

  it.each(FINDS_MOST_CHANGES)("%s %s: is found in at least %d of cases", (country, type, atLeast) => {
    expect(shareFound(country, type)).toBeGreaterThanOrEqual(atLeast);
  });
});

describe("the table of rules", () => {
  it("names each type of a country once, in capitals, with a source", () => {
    const names = IDENTIFIER_RULES.flatMap(({ country, types }) => types.map((type) => `${country} ${type}`));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { country, types, source, layout } of IDENTIFIER_RULES) {
      expect(country).toMatch(/^[A-Z]{2}$/);
      for (const type of types) expect(type).toMatch(/^[A-Z][A-Z0-9_]{1,19}$/);
      expect(source.length * layout.length).toBeGreaterThan(0);
    }
  });

  it("proves by a check digit only where there is one", () => {
    expect(IDENTIFIER_RULES.filter(({ proof, check }) => proof === "check" && !check)).toEqual([]);
  });
});
