import type { ParsedBarcode } from "./parsed-barcode.ts";
import { asLink, verificationLink } from "./verification-link.ts";

/**
 * The QR codes of Mexico's voter card since 2019 (models G and H): a link to `qr.ine.mx` with digits, a date, a letter
 * and digits in its path. What these stand for is not public, and readers of real cards disagree on it: so the link is
 * reported and no field is taken from it. The card's second, dense QR is encrypted.
 */
export function parseMxIne(text: string): ParsedBarcode | null {
  const url = asLink(text);
  const link = verificationLink(text);
  if (!url || link?.standing !== "issuer" || link.country !== "MX") return null;
  if (!/^\/\d{9,}\/\d{8}\/[A-Z]\/\d+\/?$/.test(url.pathname)) return null;
  return {
    parsedAs: "mx_ine",
    documentType: "identity_card",
    issuingCountry: "MX",
    issuingSubdivision: null,
    fields: {},
  };
}
