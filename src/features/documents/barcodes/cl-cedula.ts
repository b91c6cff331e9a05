import { checkDigit } from "../../../kernel/mrz-format.ts";
import { parseMrzDate } from "../mrz/parse-date.ts";
import { judgeIdentifier } from "../national-ids/national-ids.ts";
import { type BarcodeFields, wholeField as field, type ParsedBarcode } from "./parsed-barcode.ts";
import { asLink, verificationLink } from "./verification-link.ts";

/**
 * The two symbols of Chile's cédula. The Registro Civil publishes neither; both are described by independent readers of
 * real cards that agree (assistance_control_app `ChileDecoder`, digni_scanner `CivilQr`).
 *
 * QR (2013 on): a link with `RUN`, `type`, `serial`, on some cards `name`, and `mrz`: serial, its check digit, birth as
 * YYMMDD, its digit, expiry, its digit, in ICAO 9303-3's reckoning.
 */
export function parseClQr(text: string, now: number): ParsedBarcode | null {
  const url = asLink(text);
  const link = verificationLink(text);
  if (!url || link?.standing !== "issuer" || link.country !== "CL") return null;
  // Names are percent-encoded in Latin-1, which URLSearchParams takes for broken UTF-8.
  const told = (name: string) => latin1(new RegExp(`[?&]${name}=([^&#]*)`, "i").exec(url.search)?.[1] ?? "");
  const run = told("RUN");
  if (!/^\d{6,8}-?[\dK]$/i.test(run)) return null;
  const fields: BarcodeFields = { personalNumber: field(run.toUpperCase(), run) };
  const serial = told("serial").toUpperCase();
  if (/^[A-Z0-9]{6,12}$/.test(serial)) fields.documentNumber = field(serial, serial);
  const name = told("name").replace(/\s+/g, " ").trim();
  if (name && /^[\p{L}' .-]{1,120}$/u.test(name)) fields.fullName = field(name, name);
  const contradicts = !runAgrees(run) || !readKey(told("mrz"), serial, now, fields);
  return {
    parsedAs: "cl_cedula",
    documentType: /^PASAPORTE/i.test(told("type")) ? "passport" : "identity_card",
    issuingCountry: "CL",
    issuingSubdivision: null,
    fields,
    ...(contradicts ? { contradicts } : {}),
  };
}

const latin1 = (encoded: string): string =>
  encoded
    .replaceAll("+", " ")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const runAgrees = (run: string): boolean =>
  judgeIdentifier({ country: "CL", type: "RUN", number: run }).valid === true;

/** Adds what the chip's key tells; false when a check digit in it disagrees. A missing key contradicts nothing. */
function readKey(key: string, serial: string, now: number, fields: BarcodeFields): boolean {
  if (key === "") return true;
  const found = /^([A-Z0-9<]+)(\d)(\d{6})(\d)(\d{6})(\d)$/i.exec(key.toUpperCase());
  if (!found) return false;
  const [number, numberDigit, born, bornDigit, until, untilDigit] = found.slice(1) as string[];
  const pairs = [
    [number, numberDigit],
    [born, bornDigit],
    [until, untilDigit],
  ] as const;
  if (!pairs.every(([part, digit]) => checkDigit(part as string) === digit)) return false;
  const birth = parseMrzDate(born as string, "birth", now);
  const expiry = parseMrzDate(until as string, "expiry", now);
  if (birth.value) fields.dateOfBirth = field(birth.value, born as string);
  if (expiry.value) fields.dateOfExpiry = field(expiry.value, until as string);
  return number?.replace(/<+$/, "") === serial && birth.possible && expiry.possible;
}

/** Text before the fingerprint of the PDF417 of 2002-2013: RUN, application, family name, country, expiry, serial. */
const OLD = {
  run: [0, 9],
  application: [9, 19],
  family: [19, 49],
  country: [49, 52],
  until: [52, 58],
  serial: [58, 68],
} as const;

/** The fields of the PDF417 on a cédula of 2002 to 2013; null when the bytes are not one. Fingerprints are never read. */
export function parseClPdf417(bytes: Uint8Array, now: number): ParsedBarcode | null {
  const text = new TextDecoder("latin1").decode(bytes.slice(0, OLD.serial[1]));
  const raw = (name: keyof typeof OLD) =>
    text
      .slice(...OLD[name])
      .replaceAll("\0", " ")
      .trim();
  const run = raw("run").replace(/^0+/, "");
  const expiry = parseMrzDate(raw("until"), "expiry", now);
  const isOwn = /^\d{6,8}[\dK]$/.test(run) && runAgrees(run) && /^[A-Z]{3}$/.test(raw("country"));
  if (!isOwn || !/^\p{L}[\p{L}' .-]*$/u.test(raw("family")) || !/^[A-Z]?\d{6,10}$/.test(raw("serial")))
    return null;
  if (expiry.value?.length !== 10) return null;
  return {
    parsedAs: "cl_cedula",
    documentType: "identity_card",
    issuingCountry: "CL",
    issuingSubdivision: null,
    fields: {
      personalNumber: field(`${run.slice(0, -1)}-${run.slice(-1)}`, raw("run")),
      documentNumber: field(raw("serial"), raw("serial")),
      // One of two family names, in the thirty places there are.
      familyName: { value: raw("family"), raw: raw("family"), truncated: true },
      dateOfExpiry: field(expiry.value, raw("until")),
      applicationNumber: field(raw("application"), raw("application")),
    },
  };
}
