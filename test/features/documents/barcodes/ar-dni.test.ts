import { describe, expect, it } from "vitest";
import { parsed, values } from "./readings.ts";

/** Layouts of real cards (see the parser), people invented. */
const NEW = "00123456789@PEÑA LOZA@MARÍA SOL@F@30123456@B@12/09/1988@02/12/2013@278";
const OLD =
  "@30123456    @A@1@PEÑA LOZA@MARÍA SOL@ARGENTINA@12/09/1988@F@04/01/2012@00087712904@7013 @04/01/2027@61@0@ILR:2.20 C:110927.01 (GM/EXE-MOVE-HM)@UNIDAD #13 || S/N: 0040>2008>>0010";
const PERSON = {
  documentNumber: "30123456",
  familyName: "PEÑA LOZA",
  givenNames: "MARÍA SOL",
  sex: "F",
  dateOfBirth: "1988-09-12",
};

describe("the PDF417 of an Argentine DNI", () => {
  it("is read in the layout of cards since 2012, with the CUIL that its ends make", () => {
    const card = parsed("PDF417", NEW);
    expect(card).toMatchObject({ parsedAs: "ar_dni", documentType: "identity_card", issuingCountry: "AR" });
    expect(values(card)).toEqual({
      ...PERSON,
      dateOfIssue: "2013-12-02",
      applicationNumber: "00123456789",
      personalNumber: "27301234568",
    });
  });

  it("is read in the layout of the first cards, which tell their expiry", () => {
    expect(values(parsed("PDF417", OLD))).toEqual({
      ...PERSON,
      dateOfIssue: "2012-01-04",
      dateOfExpiry: "2027-01-04",
      applicationNumber: "00087712904",
    });
  });

  it("leaves out a CUIL whose check digit disagrees", () => {
    expect(values(parsed("PDF417", NEW.replace(/278$/, "272"))).personalNumber).toBeUndefined();
  });

  const others: [what: string, text: string][] = [
    ["a day that is none", NEW.replace("12/09", "31/02")],
    ["a sex that is none", NEW.replace("@F@", "@9@")],
    ["no name", NEW.replace("PEÑA LOZA", "")],
    ["a number with letters", NEW.replace("30123456", "3012A456")],
    ["too few parts", "00123456789@PEÑA@SOL"],
    ["another text with the sign", "someone@example.org"],
  ];
  it.each(others)("is not found in %s", (_what, text) => {
    expect(parsed("PDF417", text)).toMatchObject({ parsedAs: "unknown", fields: {}, payload: "text" });
  });
});
