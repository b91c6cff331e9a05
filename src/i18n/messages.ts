import type { Locale } from "../kernel/caller.ts";
import type { ErrorCode } from "../kernel/errors.ts";
import type { ReasonCode } from "../kernel/reasons.ts";
import type { Catalogue, IssueCode } from "./catalogue.ts";
import { connectorMessage } from "./connector-texts.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";

const CATALOGUES: Record<Locale, Catalogue> = { es, en };

/** The message of the success envelope. */
export const successMessage = (locale: Locale): string => CATALOGUES[locale].success;

/** What an error code means, for the integrator. */
export const errorMessage = (locale: Locale, code: ErrorCode): string => CATALOGUES[locale].errors[code];

/** What a finding means, for the person being enrolled (`userMessage`). */
export const reasonMessage = (locale: Locale, code: ReasonCode): string => CATALOGUES[locale].reasons[code];

/**
 * What is wrong with one field; null for a code without a text of its own.
 * @param limit the bound that was passed, named in messages such as `TOO_LONG`.
 */
export function issueMessage(locale: Locale, code: string, limit?: number | bigint): string | null {
  const catalogue = CATALOGUES[locale];
  const text = isIssueCode(catalogue, code)
    ? catalogue.issues[code]
    : (reasonText(catalogue, code) ?? connectorMessage(locale, code, null));
  if (text === null) return null;
  return limit === undefined ? text.replace(/ \([^()]*\{limit\}\)/, "") : text.replace("{limit}", `${limit}`);
}

const isIssueCode = (catalogue: Catalogue, code: string): code is IssueCode =>
  Object.hasOwn(catalogue.issues, code);

// An error may name a finding in its details, such as CONSENT_MISSING or NO_FACE.
function reasonText(catalogue: Catalogue, code: string): string | null {
  return Object.hasOwn(catalogue.reasons, code) ? catalogue.reasons[code as ReasonCode] : null;
}
