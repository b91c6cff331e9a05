import { describe, expect, it } from "vitest";
import type { Holder } from "../../../scripts/specimen/holder.ts";
import {
  td1Lines,
  td2Lines,
  td3Lines,
  visaLines,
  withWrongDigit,
} from "../../../scripts/specimen/mrz-lines.ts";

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
  address: "",
  bloodType: "",
  heightCm: "",
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

  it("is that of the card in ICAO 9303-6, appendix B", () => {
    expect(td2Lines({ ...eriksson, documentNumber: "D23145890", personalNumber: "" }, "UTO")).toEqual([
      "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
      "D231458907UTO7408122F1204159<<<<<<<6",
    ]);
  });

  it("is that of the visa in ICAO 9303-7, without a digit over all", () => {
    const visa = { ...eriksson, documentNumber: "L8988901C", personalNumber: "6ZE184226B" };
    expect(
      visaLines({ ...visa, dateOfBirth: "1940-09-07", sex: "M", dateOfExpiry: "1996-12-10" }, "UTO", 44),
    ).toEqual([
      "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L8988901C4UTO4009078M96121096ZE184226B<<<<<<",
    ]);
  });

  it("carries a long number on into the optional data, its digit after it (9303-5, note j)", () => {
    // The number of the example of 9303-5, note j: D23145890734.
    const [first] = td1Lines({ ...eriksson, documentNumber: "D23145890734", personalNumber: "" }, "UTO");
    expect(first).toBe("I<UTOD23145890<7349<<<<<<<<<<<");
  });

  it("can be made wrong in the digit of the date of birth alone", () => {
    const right = td3Lines(eriksson, "UTO");
    expect(withWrongDigit(right)).toEqual([right[0], right[1].replace("7408122F", "7408123F")]);
  });
});
