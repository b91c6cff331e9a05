import { judgeIdentifier } from "../national-ids/national-ids.ts";
import { calendarDate } from "./calendar-date.ts";
import { type BarcodeFields, wholeField as field, type ParsedBarcode } from "./parsed-barcode.ts";

/**
 * The PDF417 of Argentina's DNI: text parted by `@`. RENAPER publishes no specification; places are those that
 * independent readers found on real cards and that agree (SantiGO055/restaurantappv2 `DNIQRResponse`,
 * DemianAdam/MonacoUserWeb `personMapper`, the `DocumentosEscaneados` table of Argentine health software).
 */
interface Layout {
  isOwn: (parts: readonly string[]) => boolean;
  at: {
    number: number;
    family: number;
    given: number;
    sex: number;
    born: number;
    issued: number;
    application: number;
  };
  expires?: number;
  /** First two and last digit of the CUIL, whose middle is the number. */
  cuil?: number;
}

const LAYOUTS: readonly Layout[] = [
  {
    // Cards since 2012: application, family, given, sex, number, copy, birth, issue, and later ones the CUIL's ends.
    isOwn: (parts) => (parts.length === 8 || parts.length === 9) && /^\d{9,11}$/.test(parts[0] ?? ""),
    at: { number: 4, family: 1, given: 2, sex: 3, born: 6, issued: 7, application: 0 },
    cuil: 8,
  },
  {
    // The first cards (2009-2012): a leading `@`, number, copy, 1, family, given, nationality, birth, sex, issue,
    // application, office, expiry, and the printer's own marks.
    isOwn: (parts) => parts.length >= 13 && parts[0] === "" && /^[A-Z]$/.test(parts[2] ?? ""),
    at: { number: 1, family: 4, given: 5, sex: 8, born: 7, issued: 9, application: 10 },
    expires: 12,
  },
];

/** `YYYY-MM-DD` of `DD/MM/YYYY`. */
const dateOf = (text: string): string | null => {
  const found = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  return found ? calendarDate(found[3] as string, found[2] as string, found[1] as string) : null;
};

/** The fields of an Argentine DNI's PDF417; null when the text is not one, or its number, sex or dates fail. */
export function parseArDni(text: string): ParsedBarcode | null {
  const parts = text.split("@").map((part) => part.trim());
  const layout = LAYOUTS.find(({ isOwn }) => isOwn(parts));
  if (!layout) return null;
  const raw = (name: keyof Layout["at"]) => parts[layout.at[name]] ?? "";
  const [number, born, issued] = [raw("number"), dateOf(raw("born")), dateOf(raw("issued"))];
  // Old numbers of women and men who share one bear a letter before it.
  if (!/^[FM]?\d{6,8}$/.test(number) || !born || !issued || !/^[MFX]$/.test(raw("sex"))) return null;
  if (!raw("family") || !raw("given")) return null;

  const fields: BarcodeFields = {
    documentNumber: field(number, number),
    familyName: field(raw("family"), raw("family")),
    givenNames: field(raw("given"), raw("given")),
    sex: field(raw("sex"), raw("sex")),
    dateOfBirth: field(born, raw("born")),
    dateOfIssue: field(issued, raw("issued")),
    applicationNumber: field(raw("application"), raw("application")),
  };
  const until = layout.expires === undefined ? "" : (parts[layout.expires] ?? "");
  const expires = dateOf(until);
  if (expires) fields.dateOfExpiry = field(expires, until);
  const ends = layout.cuil === undefined ? "" : (parts[layout.cuil] ?? "");
  const cuil = cuilOf(number, ends);
  if (cuil) fields.personalNumber = field(cuil, ends);
  return {
    parsedAs: "ar_dni",
    documentType: "identity_card",
    issuingCountry: "AR",
    issuingSubdivision: null,
    fields,
  };
}

/** The CUIL of a number and its two ends; null when there are none or the check digit disagrees. */
function cuilOf(number: string, ends: string): string | null {
  if (!/^\d{3}$/.test(ends) || !/^\d{7,8}$/.test(number)) return null;
  const cuil = ends.slice(0, 2) + number.padStart(8, "0") + ends.slice(2);
  return judgeIdentifier({ country: "AR", type: "CUIL", number: cuil }).valid === true ? cuil : null;
}
