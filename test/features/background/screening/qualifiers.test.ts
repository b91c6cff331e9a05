import { describe, expect, it } from "vitest";
import { qualify } from "../../../../src/features/background/screening/qualifiers.ts";
import { anEntity } from "../support.ts";

const codes = (subject: Parameters<typeof qualify>[0], entity: Parameters<typeof anEntity>[0]) =>
  qualify(subject, anEntity(entity)).adjustments.map((one) => one.code);
const born = (year: number, rest: object = {}) => ({ birthDates: [{ year, circa: false, ...rest }] });

describe("the date of birth", () => {
  it.each([
    ["the same day", "1957-03-10", born(1957, { month: 3, day: 10 }), ["BIRTH_DATE_EQUAL"]],
    ["the same year", "1957-01-01", born(1957, { month: 3, day: 10 }), ["BIRTH_YEAR_EQUAL"]],
    ["only a year on the list", "1957-01-01", born(1957), ["BIRTH_YEAR_EQUAL"]],
    ["a year off", "1958-01-01", born(1957), ["BIRTH_YEAR_NEAR"]],
    ["two years off", "1959", born(1957), ["BIRTH_YEAR_DIFFERS"]],
    ["far off", "1990", born(1957), ["BIRTH_YEAR_FAR"]],
    ["within a range", "1960", born(1957, { yearTo: 1962 }), ["BIRTH_YEAR_EQUAL"]],
    ["near an approximate year", "1959", born(1957, { circa: true }), ["BIRTH_YEAR_EQUAL"]],
    [
      "one of several",
      "1960",
      { birthDates: [...born(1940).birthDates, ...born(1960).birthDates] },
      ["BIRTH_YEAR_EQUAL"],
    ],
    ["none on the list", "1957", {}, []],
  ])("%s", (_case, birthDate, entity, expected) => {
    expect(codes({ birthDate }, entity)).toEqual(expected);
  });

  it("bears a hit out when the year agrees, and only then", () => {
    expect(qualify({ birthDate: "1957" }, anEntity(born(1957))).borneOut).toBe(true);
    expect(qualify({ birthDate: "1958" }, anEntity(born(1957))).borneOut).toBe(false);
    expect(qualify({}, anEntity(born(1957))).borneOut).toBe(false);
  });
});

describe("country, gender and type", () => {
  it("conflict only where both sides state them", () => {
    expect(codes({ countries: ["CO"] }, { countries: ["RU"] })).toEqual(["COUNTRY_CONFLICT"]);
    expect(codes({ countries: ["CO"] }, { countries: [] })).toEqual([]);
    expect(codes({ countries: ["CO", "RU"] }, { countries: ["RU"] })).toEqual([]);
    expect(codes({ gender: "F" }, { gender: "M" })).toEqual(["GENDER_CONFLICT"]);
    expect(codes({ gender: "F" }, { gender: null })).toEqual([]);
    expect(codes({ type: "person" }, { type: "vessel" })).toEqual(["TYPE_CONFLICT"]);
    expect(codes({ type: "person" }, { type: "unknown" })).toEqual([]);
  });
});

describe("an identifier", () => {
  const listed = { identifiers: [{ type: "passport" as const, number: "A 123-4567", country: "IR" }] };

  it("is equal whatever stands between its characters", () => {
    expect(qualify({ identifiers: [{ number: "a1234567", country: "IR" }] }, anEntity(listed))).toMatchObject(
      {
        borneOut: true,
        identifierEqual: true,
      },
    );
  });

  it("is not equal in another country, nor when too short to tell", () => {
    expect(
      qualify({ identifiers: [{ number: "A1234567", country: "CO" }] }, anEntity(listed)).identifierEqual,
    ).toBe(false);
    const short = { identifiers: [{ type: "other" as const, number: "1234" }] };
    expect(qualify({ identifiers: [{ number: "1234" }] }, anEntity(short)).identifierEqual).toBe(false);
  });
});
