import { type AamvaElements, readAamvaElements } from "./aamva-elements.ts";
import { aamvaIssuer } from "./aamva-issuers.ts";
import { calendarDate } from "./calendar-date.ts";
import type { BarcodeField, BarcodeFieldName, BarcodeFields, ParsedBarcode } from "./parsed-barcode.ts";

/** What the standard and issuers write where there is nothing to say (annex D.12.5: NONE, unavl). */
const EMPTY = /^(NONE|UNAVL|UNAVAIL|UNAVAILABLE|N\/A)?$/i;

/** Elements copied as they are. */
const PLAIN: [BarcodeFieldName, ...string[]][] = [
  ["documentNumber", "DAQ"],
  ["familyName", "DCS", "DAB"],
  ["placeOfBirth", "DCI"],
  ["licenceCategories", "DCA", "DAR"],
  ["licenceRestrictions", "DCB", "DAS"],
  ["licenceEndorsements", "DCD", "DAT"],
  ["documentDiscriminator", "DCF"],
];
const DATES: [BarcodeFieldName, string][] = [
  ["dateOfBirth", "DBB"],
  ["dateOfIssue", "DBD"],
  ["dateOfExpiry", "DBA"],
];
/** Annex D.12.5 DBC: 9 is "not specified". Version 1 has letters. */
const SEXES: Record<string, string> = { "1": "M", "2": "F", "9": "X", M: "M", F: "F", X: "X" };

/**
 * The fields of a driving licence or identity card of the United States, Canada or a Mexican member of AAMVA, by
 * any version of its card design standard (2000 to 2020); null when the text is no such barcode. Written here, as
 * npm's parsers give dates in local time, drop the raw text, and misread version 1 or Canadian dates.
 */
export function parseAamva(text: string): ParsedBarcode | null {
  const barcode = readAamvaElements(text);
  if (!barcode) return null;
  const fields: BarcodeFields = {};
  const set = (name: BarcodeFieldName, raw: string, value: string | null, truncated = false) => {
    if (value !== null && !EMPTY.test(value)) fields[name] = { value, raw, truncated } satisfies BarcodeField;
  };
  const element = (...ids: string[]) => ids.map((id) => barcode.elements.get(id)).find((text) => text) ?? "";
  for (const [name, ...ids] of PLAIN) set(name, element(...ids), element(...ids));
  for (const [name, id] of DATES) set(name, element(id), aamvaDate(element(id)));
  set("sex", element("DBC"), SEXES[element("DBC")] ?? null);
  set("heightCm", element("DAU", "DAV"), heightInCm(element("DAU"), element("DAV")));
  setNames(barcode, set);
  setAddress(barcode, set);
  const subdivision = aamvaIssuer(barcode.issuerNumber);
  return {
    parsedAs: "aamva",
    documentType: barcode.subfile === "ID" ? "identity_card" : "driving_licence",
    issuingCountry: subdivision?.slice(0, 2) ?? countryOf(element("DCG")),
    issuingSubdivision: subdivision,
    fields,
  };
}

type SetField = (name: BarcodeFieldName, raw: string, value: string | null, truncated?: boolean) => void;

/** Names changed with the versions: DAA has them all (1), DCT the given ones (2, 3), DAC and DAD each (4 on). */
function setNames({ elements }: AamvaElements, set: SetField): void {
  const get = (id: string) => elements.get(id) ?? "";
  const cut = (id: string) => get(id) === "T";
  const present = (names: string[]) => names.map((name) => name.trim()).filter((name) => !EMPTY.test(name));
  if (get("DAA") && !get("DCS")) {
    // "LAST,FIRST,MIDDLE,SUFFIX"; a reader may leave the magnetic stripe's "@" or "$".
    const [family = "", ...given] = get("DAA").split(/[,@$]/);
    set("familyName", get("DAA"), family.trim());
    set("givenNames", get("DAA"), present(given.slice(0, 2)).join(" "));
    return;
  }
  if (get("DCS")) set("familyName", get("DCS"), get("DCS"), cut("DDE"));
  const separate = present([get("DAC"), get("DAD")]);
  const raw = separate.length > 0 ? [get("DAC"), get("DAD")].join(" ").trim() : get("DCT");
  const given = separate.length > 0 ? separate : present(get("DCT").split(","));
  set("givenNames", raw, given.join(" "), cut("DDF") || cut("DDG"));
}

function setAddress({ elements }: AamvaElements, set: SetField): void {
  const [street = "", second = "", city = "", state = "", postal = ""] = [
    "DAG",
    "DAH",
    "DAI",
    "DAJ",
    "DAK",
  ].map((id) => elements.get(id) ?? "");
  const raw = [street, second, city, state, postal].filter(Boolean).join("\n");
  // US codes are filled to nine digits with zeros (annex D.12.5 DAK).
  const code = /^\d{9}$/.test(postal)
    ? `${postal.slice(0, 5)}-${postal.slice(5)}`.replace(/-0000$/, "")
    : postal;
  const place = [state, code].filter(Boolean).join(" ");
  set("address", raw, [street, second, city, place].filter((part) => !EMPTY.test(part)).join(", "));
}

/**
 * MMDDCCYY in the United States, CCYYMMDD in Canada and in version 1. No text is a date both ways, as no month
 * begins with 19 or 20: so the form need not be guessed from the issuer.
 */
function aamvaDate(text: string): string | null {
  if (!/^\d{8}$/.test(text)) return null;
  return (
    calendarDate(text.slice(0, 4), text.slice(4, 6), text.slice(6)) ??
    calendarDate(text.slice(4), text.slice(0, 2), text.slice(2, 4))
  );
}

/** `069 in`, `175 cm`; version 1 writes feet and inches as `509` and centimetres in DAV. */
function heightInCm(height: string, metric: string): string | null {
  const centimetres = /^(\d{2,3}) ?cm$/i.exec(height)?.[1] ?? /^(\d{2,3})( ?cm)?$/i.exec(metric)?.[1];
  if (centimetres) return String(Number(centimetres));
  const inches = /^(\d{2,3}) ?in$/i.exec(height)?.[1];
  if (inches) return String(Math.round(Number(inches) * 2.54));
  const feet = /^([3-8])(0\d|1[01])$/.exec(height);
  return feet ? String(Math.round((Number(feet[1]) * 12 + Number(feet[2])) * 2.54)) : null;
}

const countryOf = (code: string): string | null => ({ USA: "US", CAN: "CA", MEX: "MX" })[code] ?? null;
