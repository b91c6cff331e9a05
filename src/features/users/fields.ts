import * as z from "zod";
import { isCountry } from "../../kernel/countries.ts";

/** Text a person may read back: no lone surrogates, no control characters, NFC, without blanks at its ends. */
export const text = (maxLength: number) =>
  z
    .string()
    .refine((value) => value.isWellFormed(), "ILL_FORMED_TEXT")
    .refine((value) => !/\p{Cc}/u.test(value), "CONTROL_CHARACTER")
    .overwrite((value) => value.normalize("NFC").trim())
    .min(1)
    .max(maxLength);

/** Officially assigned ISO 3166-1 alpha-2. */
export const country = z
  .string()
  .refine(isCountry, "INVALID_COUNTRY")
  .meta({ description: "ISO 3166-1 alpha-2, in capitals.", example: "CO" });

/** A date that exists (leap years included); whether it may be a date of birth is asked with the clock at hand. */
export const calendarDate = z.iso
  .date()
  .meta({ description: "A date that exists, YYYY-MM-DD.", example: "1990-01-15" });

/** E.164: a plus sign, a country code and at most 15 digits in all. */
export const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, "INVALID_PHONE")
  .meta({ description: "E.164.", example: "+573001234567" });

/** RFC 5321 §4.5.3.1 bounds a path to 256 octets with its brackets. */
export const email = z.email().max(254).meta({ example: "ana@example.com" });

/** A well-formed BCP 47 tag, in its canonical capitals. */
export const languageTag = z
  .string()
  .max(35)
  .refine((tag) => canonicalTag(tag) !== null, "INVALID_LANGUAGE")
  .overwrite((tag) => canonicalTag(tag) ?? tag)
  .meta({ description: "BCP 47.", example: "es-CO" });

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** ISO 3166-2: the country, a hyphen, one to three letters or digits; that the country is meant is asked beside. */
export const subdivision = z
  .string()
  // Aborts, so that the question beside it is not asked of what is no subdivision at all.
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, { error: "INVALID_SUBDIVISION", abort: true })
  .meta({ description: "ISO 3166-2.", example: "CO-DC" });

/** The number with what people write between its digits taken out: `1.020.304-0` and `10203040` are one number. */
export const identifierNumber = z
  .string()
  .max(60)
  .overwrite((value) =>
    value
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[\s.\-/·]/g, ""),
  )
  .regex(/^[\p{L}\p{N}]{1,40}$/u, "INVALID_IDENTIFIER")
  .meta({
    description: "Kept in capitals, without blanks, dots, hyphens and slashes.",
    example: "1020304050",
  });
