import { describe, expect, it } from "vitest";
import { parseCoCedula } from "../../../../src/features/documents/barcodes/co-cedula.ts";

/** A card of an invented person in the layout of real ones: 531 bytes with fingerprint noise at the end. */
function cedula(change: (put: (at: number, text: string) => void) => void = () => {}): Uint8Array {
  const bytes = new Uint8Array(531);
  const put = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  };
  put(0, "0312345678");
  put(24, "PubDSK_1");
  put(40, "00012345");
  put(48, "0099991234");
  put(58, "MUÑOZ");
  put(81, "DE LA HOZ");
  put(104, "ANA");
  put(127, "MARÍA");
  put(150, "0F19900115");
  put(160, "150010");
  put(166, "AB+");
  for (let at = 169; at < 531; at++) bytes[at] = (at * 37) & 0xff;
  change(put);
  return bytes;
}

describe("the PDF417 of a Colombian cédula", () => {
  it("gives number, names with their accents, birth date, sex and blood type", () => {
    const parsed = parseCoCedula(cedula());
    expect(parsed).toMatchObject({
      parsedAs: "co_cedula",
      documentType: "identity_card",
      issuingCountry: "CO",
    });
    expect(
      Object.fromEntries(Object.entries(parsed?.fields ?? {}).map(([name, { value }]) => [name, value])),
    ).toEqual({
      documentNumber: "99991234",
      familyName: "MUÑOZ DE LA HOZ",
      givenNames: "ANA MARÍA",
      dateOfBirth: "1990-01-15",
      sex: "F",
      bloodType: "AB+",
    });
    expect(parsed?.fields.documentNumber?.raw).toBe("0099991234");
  });

  it("is read from a reader that dropped the NULs before the marker", () => {
    const whole = cedula();
    const short = Uint8Array.from([...whole.subarray(0, 10), ...whole.subarray(21)]);
    expect(parseCoCedula(short)?.fields.documentNumber?.value).toBe("99991234");
  });

  it("never reads into the fingerprint templates", () => {
    const parsed = parseCoCedula(cedula((put) => put(166, "O-\x02")));
    expect(parsed?.fields.bloodType?.value).toBe("O-");
  });

  it.each<[string, (put: (at: number, text: string) => void) => void]>([
    ["a number with letters", (put) => put(48, "00999X1234")],
    ["a date that does not exist", (put) => put(152, "19900230")],
    ["an unknown sex", (put) => put(151, "Q")],
    ["no marker", (put) => put(24, "XXXXXXXX")],
  ])("is not recognised with %s", (_, change) => {
    expect(parseCoCedula(cedula(change))).toBeNull();
  });

  it.each([0, 1, 24, 40, 100, 150, 159])("is refused when cut after %d bytes", (length) => {
    expect(parseCoCedula(cedula().subarray(0, length))).toBeNull();
  });
});
