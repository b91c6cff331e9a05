import { describe, expect, it } from "vitest";
import type { Holder } from "../../../scripts/specimen/holder.ts";
import { td1Lines, td3Lines, withWrongLastDigit } from "../../../scripts/specimen/mrz-lines.ts";

const eriksson: Holder = {
  familyName: "Eriksson",
  givenNames: "Anna Maria",
  nationality: "UTO",
  dateOfBirth: "1974-08-12",
  sex: "F",
  placeOfBirth: "ZENITH",
  documentNumber: "L898902C3",
  personalNumber: "ZE184226B",
  dateOfIssue: "2002-04-16",
  dateOfExpiry: "2012-04-15",
};

describe("the MRZ of a specimen", () => {
  it("is that of the passport in ICAO 9303-4, appendix A", () => {
    expect(td3Lines(eriksson, "UTO")).toEqual([
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ]);
  });

  it("is that of the card in ICAO 9303-5, appendix A", () => {
    expect(td1Lines({ ...eriksson, documentNumber: "D23145890", personalNumber: "" }, "UTO")).toEqual([
      "I<UTOD231458907<<<<<<<<<<<<<<<",
      "7408122F1204159UTO<<<<<<<<<<<6",
      "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]);
  });

  it("writes names without their marks and apostrophes, and cuts them to fit", () => {
    const [first] = td3Lines(
      { ...eriksson, familyName: "Ñáñez d’Órs", givenNames: "María-José de los Ángeles Guadalupe" },
      "UTO",
    );
    expect(first).toBe("P<UTONANEZ<DORS<<MARIA<JOSE<DE<LOS<ANGELES<G");
    expect(first).toHaveLength(44);
  });

  it("can be made wrong in its last digit alone", () => {
    expect(withWrongLastDigit("ABC9")).toBe("ABC0");
  });
});
