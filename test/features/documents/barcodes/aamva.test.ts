import { describe, expect, it } from "vitest";
import { parseAamva } from "../../../../src/features/documents/barcodes/aamva.ts";

const values = (text: string) => {
  const parsed = parseAamva(text);
  if (!parsed) return null;
  return Object.fromEntries(Object.entries(parsed.fields).map(([name, field]) => [name, field.value]));
};

/** The example of the 2016 standard, annex D.12.6. */
const VIRGINIA_2016 =
  "@\n\x1e\rANSI 636000080002DL00410278ZV03190008DLDAQT64235789\nDCSSAMPLE\nDDEN\nDACMICHAEL\nDDFN\nDADJOHN\nDDGN\nDCUJR\nDCAD\nDCBK\nDCDPH\nDBD06062016\nDBB06061986\nDBA12102024\nDBC1\nDAU068 in\nDAYBRO\nDAG2300 WEST BROAD STREET\nDAIRICHMOND\nDAJVA\nDAK232690000  \nDCF2424244747474786102204\nDCGUSA\nDCK123456789\nDDAF\nDDB06062018\nDDC06062020\nDDD1\rZVZVA01\r";

/** The example of the 2000 standard: version 1, one name element, dates from the year on, height in feet. */
const VIRGINIA_2000 =
  "@\n\x1e\rANSI 6360000102DL00390187ZV02260032DLDAQ0123456789ABC\nDAAPUBLIC,JOHN,Q\nDAG123 MAIN STREET\nDAIANYTOWN\nDAJVA\nDAK123459999  \nDARDM  \nDAS          \nDAT     \nDAU509\nDAW175\nDAYBL \nDAZBR \nDBA20011201\nDBB19761123\nDBCM\nDBD19961201\rZVZVAJURISDICTIONDEFINEDELEMENT\r";

describe("an AAMVA barcode", () => {
  it("gives every field of the standard's own example", () => {
    expect(values(VIRGINIA_2016)).toEqual({
      documentNumber: "T64235789",
      familyName: "SAMPLE",
      givenNames: "MICHAEL JOHN",
      dateOfBirth: "1986-06-06",
      dateOfIssue: "2016-06-06",
      dateOfExpiry: "2024-12-10",
      sex: "M",
      heightCm: "173",
      address: "2300 WEST BROAD STREET, RICHMOND, VA 23269",
      licenceCategories: "D",
      licenceRestrictions: "K",
      licenceEndorsements: "PH",
      documentDiscriminator: "2424244747474786102204",
    });
    expect(parseAamva(VIRGINIA_2016)).toMatchObject({
      documentType: "driving_licence",
      issuingCountry: "US",
      issuingSubdivision: "US-VA",
    });
  });

  it("reads version 1 with its single name, its dates and its height", () => {
    expect(values(VIRGINIA_2000)).toEqual({
      documentNumber: "0123456789ABC",
      familyName: "PUBLIC",
      givenNames: "JOHN Q",
      dateOfBirth: "1976-11-23",
      dateOfIssue: "1996-12-01",
      dateOfExpiry: "2001-12-01",
      sex: "M",
      heightCm: "175",
      address: "123 MAIN STREET, ANYTOWN, VA 12345-9999",
      licenceCategories: "DM",
    });
  });

  it("reads version 3 with all given names in one element", () => {
    const colorado =
      "@\n\x1e\rANSI 636020030001DL00310242DLDAQ123456789\r\nDCF1234567\r\nDBD01012022\r\nDBB01011970\r\nDBA01012027\r\nDCTFIRSTNAME,MIDDLENAME\r\nDDFN\r\nDDGN\r\nDCSLASTNAME\r\nDDEN\r\nDAU069 IN\r\nDBC1\r\nDAYBLK\r\nDAG123 MAIN STREET\r\nDAIDENVER\r\nDAJCO\r\nDAK800120000 \r\nDCGUSA\r\n";
    expect(values(colorado)).toMatchObject({
      familyName: "LASTNAME",
      givenNames: "FIRSTNAME MIDDLENAME",
      heightCm: "175",
    });
    expect(parseAamva(colorado)?.issuingSubdivision).toBe("US-CO");
  });

  it("reads a Canadian licence, whose dates begin with the year and whose height is metric", () => {
    const ontario =
      "@\n\x1e\rANSI 636012030001DL00310200DLDCAG\nDBA20270615\nDCSTREMBLAY\nDCTMARIE,ANNE\nDBD20220615\nDBB19850615\nDBC2\nDAU165 cm\nDAG1 YONGE ST\nDAITORONTO\nDAJON\nDAKM5E 1W7    \nDAQT71234567850615\nDCGCAN\n\r";
    expect(values(ontario)).toMatchObject({
      dateOfBirth: "1985-06-15",
      sex: "F",
      heightCm: "165",
      address: "1 YONGE ST, TORONTO, ON M5E 1W7",
    });
    expect(parseAamva(ontario)).toMatchObject({ issuingCountry: "CA", issuingSubdivision: "CA-ON" });
  });

  it("leaves out what the issuer marks as absent, and jurisdictions' own elements", () => {
    const text = VIRGINIA_2016.replace("DCBK", "DCBNONE").replace("DADJOHN", "DADunavl");
    expect(values(text)).toMatchObject({ givenNames: "MICHAEL" });
    expect(values(text)).not.toHaveProperty("licenceRestrictions");
  });

  it("says that a name was truncated", () => {
    const parsed = parseAamva(VIRGINIA_2016.replace("DDEN", "DDET"));
    expect(parsed?.fields.familyName).toEqual({ value: "SAMPLE", raw: "SAMPLE", truncated: true });
    expect(parsed?.fields.givenNames?.truncated).toBe(false);
  });

  it("tells an identity card from a licence", () => {
    const card = VIRGINIA_2016.replace("02DL0041", "02ID0041").replace("DLDAQ", "IDDAQ");
    expect(parseAamva(card)).toMatchObject({
      documentType: "identity_card",
      fields: { documentNumber: { value: "T64235789" } },
    });
  });

  it.each(["DBB02302000", "DBB13011990", "DBB00000000", "DBB0606198", "DBB06061886"])(
    "gives no date for %s",
    (element) => {
      expect(values(VIRGINIA_2016.replace("DBB06061986", element))).not.toHaveProperty("dateOfBirth");
    },
  );

  it.each(["", "hello", "ANSI 636000", "@\n\x1e\rANSI 636000080002", "https://example.org/?ANSI 63600"])(
    "is not %j",
    (text) => {
      expect(parseAamva(text)).toBeNull();
    },
  );
});
