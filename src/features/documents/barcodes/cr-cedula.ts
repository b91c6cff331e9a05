import { calendarDate } from "./calendar-date.ts";
import { type BarcodeFields, wholeField as field, type ParsedBarcode } from "./parsed-barcode.ts";

/**
 * The PDF417 of Costa Rica's cédula (until 2025): about 700 bytes under a repeating key of 17, Latin-1 fields filled
 * with NUL. The Tribunal Supremo de Elecciones publishes no specification; key and offsets are those that independent
 * readers found on real cards and that agree (`LectorCedulasCR`, `Python-Datos-Cedula-Costa-Rica`; one of them misprints
 * the eleventh byte of the key). After the dates come fingerprint templates: they are never uncovered.
 */
const KEY = [
  0x27, 0x30, 0x04, 0xa0, 0x00, 0x0f, 0x93, 0x12, 0xa0, 0xd1, 0x33, 0xe0, 0x03, 0xd0, 0x00, 0xdf, 0x00,
];
const FIELD = {
  number: [0, 9],
  familyName1: [9, 35],
  familyName2: [35, 61],
  givenNames: [61, 91],
  sex: [91, 92],
  dateOfBirth: [92, 100],
  dateOfExpiry: [100, 108],
} as const satisfies Record<string, readonly [number, number]>;
const END = FIELD.dateOfExpiry[1];

/** The fields of a Costa Rican cédula's PDF417; null when the bytes are not one, or its number or dates fail. */
export function parseCrCedula(bytes: Uint8Array): ParsedBarcode | null {
  if (bytes.length < END) return null;
  const plain = bytes.slice(0, END).map((byte, at) => byte ^ (KEY[at % KEY.length] as number));
  const text = new TextDecoder("latin1").decode(plain);
  const raw = (name: keyof typeof FIELD) => text.slice(...FIELD[name]).replaceAll("\0", " ");
  const clean = (name: keyof typeof FIELD) => raw(name).replace(/\s+/g, " ").trim();
  const date = (name: "dateOfBirth" | "dateOfExpiry") => {
    const found = clean(name);
    return calendarDate(found.slice(0, 4), found.slice(4, 6), found.slice(6));
  };

  const names = (["familyName1", "familyName2", "givenNames"] as const).map(clean);
  const [born, expires] = [date("dateOfBirth"), date("dateOfExpiry")];
  const isName = (name: string) => /^[\p{L}' .-]*$/u.test(name);
  if (!/^[1-9]\d{8}$/.test(clean("number")) || !born || !expires || !names.every(isName)) return null;
  if (!names[0] || !names[2]) return null;

  const family = [names[0], names[1]].filter(Boolean).join(" ");
  const fields: BarcodeFields = {
    documentNumber: field(clean("number"), raw("number")),
    familyName: field(family, family),
    givenNames: field(names[2], names[2]),
    dateOfBirth: field(born, raw("dateOfBirth")),
    dateOfExpiry: field(expires, raw("dateOfExpiry")),
  };
  if (/^[MF]$/.test(clean("sex"))) fields.sex = field(clean("sex"), clean("sex"));
  return {
    parsedAs: "cr_cedula",
    documentType: "identity_card",
    issuingCountry: "CR",
    issuingSubdivision: null,
    fields,
  };
}
