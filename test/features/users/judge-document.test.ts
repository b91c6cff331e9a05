import { describe, expect, it } from "vitest";
import { judgeAcceptance } from "../../../src/features/users/judge-document.ts";
import { aCheck } from "../../support/users.ts";

const shown = (observations: Record<string, string | number>) => ({
  ...aCheck("document"),
  observations,
});
const passport = shown({ documentType: "passport", issuingCountry: "CO", minimumAge: 18 });

describe("what a policy accepts", () => {
  it.each([
    ["anything, where it names nothing", {}, passport, "pass", []],
    ["a type it names", { acceptedDocuments: ["passport", "id_card"] }, passport, "pass", []],
    ["no other type", { acceptedDocuments: ["id_card"] }, passport, "fail", ["DOCUMENT_TYPE_NOT_SUPPORTED"]],
    ["a country it names", { acceptedCountries: ["MX", "CO"] }, passport, "pass", []],
    ["no other country", { acceptedCountries: ["MX"] }, passport, "fail", ["COUNTRY_NOT_SUPPORTED"]],
    [
      "nothing on trust: an unknown country is not judged",
      { acceptedCountries: ["CO"] },
      shown({ documentType: "passport", issuingCountry: "" }),
      "inconclusive",
      ["COUNTRY_NOT_SUPPORTED"],
    ],
    [
      "nothing on trust: nor is an unknown type",
      { acceptedDocuments: ["passport"] },
      shown({ documentType: "unknown" }),
      "inconclusive",
      ["DOCUMENT_TYPE_NOT_SUPPORTED"],
    ],
    ["an age that was judged", { minimumAge: 18 }, passport, "pass", []],
    ["a higher age judged before", { minimumAge: 16 }, passport, "pass", []],
    ["no lower age judged before", { minimumAge: 21 }, passport, "inconclusive", []],
    ["no age that was never asked", { minimumAge: 18 }, shown({}), "inconclusive", []],
    ["an age of nought only if it was asked", { minimumAge: 0 }, shown({}), "inconclusive", []],
    [
      "the worse of two findings",
      { acceptedDocuments: ["id_card"], acceptedCountries: ["CO"], minimumAge: 30 },
      passport,
      "fail",
      ["DOCUMENT_TYPE_NOT_SUPPORTED"],
    ],
  ] as const)("is %s", (_name, policy, check, outcome, reasons) => {
    expect(judgeAcceptance(policy, check)).toMatchObject({ outcome, reasons });
  });

  it("is told step by step, so that anyone can see what was compared with what", () => {
    const policy = { acceptedCountries: ["MX", "PE"], minimumAge: 21 };
    expect(judgeAcceptance(policy, passport).trace).toEqual([
      expect.objectContaining({
        rule: "document.country",
        threshold: "MX PE",
        observed: "CO",
        result: "fail",
      }),
      expect.objectContaining({
        rule: "document.minimum_age",
        threshold: 21,
        observed: 18,
        result: "missing",
      }),
    ]);
  });
});
