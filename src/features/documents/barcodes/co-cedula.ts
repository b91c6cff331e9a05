import { calendarDate } from "./calendar-date.ts";
import type { BarcodeFields, ParsedBarcode } from "./parsed-barcode.ts";

/**
 * Layout of the PDF417 on the back of the Colombian cédula de ciudadanía (yellow hologram, 2000 to 2020): 531
 * bytes of Latin-1, fields filled with NUL. The Registraduría publishes no specification; offsets are those that
 * independent readers found on real cards (Eitol/colombian-cedula-reader, yeison07/cedula-colombiana-pdf417-decoder)
 * and that agree with each other. After the blood type come two fingerprint templates: they are never read.
 */
const MARKER = "PubDSK_";
const MARKER_AT = 24;
const FIELD = {
  number: [48, 58],
  familyName1: [58, 81],
  familyName2: [81, 104],
  givenName1: [104, 127],
  givenName2: [127, 150],
  sex: [151, 152],
  dateOfBirth: [152, 160],
  bloodType: [166, 169],
} as const satisfies Record<string, readonly [number, number]>;

/** The fields of a Colombian cédula's PDF417; null when the bytes are not one, or its number, sex or date fail. */
export function parseCoCedula(bytes: Uint8Array): ParsedBarcode | null {
  const text = new TextDecoder("latin1").decode(bytes);
  const marker = text.indexOf(MARKER);
  // Some readers drop NULs before the marker: offsets count from it.
  if (marker < 0 || marker > MARKER_AT) return null;
  const raw = (name: keyof typeof FIELD) => {
    const [from, to] = FIELD[name];
    return text.slice(from - MARKER_AT + marker, to - MARKER_AT + marker);
  };
  const clean = (name: keyof typeof FIELD) => raw(name).replaceAll("\0", " ").replace(/\s+/g, " ").trim();

  const number = clean("number").replace(/^0+/, "");
  const born = clean("dateOfBirth");
  const dateOfBirth = calendarDate(born.slice(0, 4), born.slice(4, 6), born.slice(6));
  const sex = clean("sex");
  if (!/^\d{3,10}$/.test(number) || !dateOfBirth || !/^[MF]$/.test(sex)) return null;

  const fields: BarcodeFields = {
    documentNumber: field(number, raw("number")),
    dateOfBirth: field(dateOfBirth, born),
    sex: field(sex, sex),
  };
  const family = [clean("familyName1"), clean("familyName2")].filter(Boolean).join(" ");
  const given = [clean("givenName1"), clean("givenName2")].filter(Boolean).join(" ");
  if (family) fields.familyName = field(family, family);
  if (given) fields.givenNames = field(given, given);
  const blood = /^(A|B|AB|O)[+-]/.exec(clean("bloodType"))?.[0];
  if (blood) fields.bloodType = field(blood, blood);
  return {
    parsedAs: "co_cedula",
    documentType: "identity_card",
    issuingCountry: "CO",
    issuingSubdivision: null,
    fields,
  };
}

const field = (value: string, raw: string) => ({ value, raw: raw.replaceAll("\0", ""), truncated: false });
