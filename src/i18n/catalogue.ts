import type { ErrorCode } from "../kernel/errors.ts";
import type { ReasonCode } from "../kernel/reasons.ts";

/**
 * What may be wrong with one field of a request. A schema's own refinement may use any of these as its message
 * (`.refine(isIsoCountry, "INVALID_COUNTRY")`) to choose the code that the caller gets.
 */
export const ISSUE_CODES = [
  "REQUIRED",
  "MISSING_NAME_COLUMN",
  "INVALID_TYPE",
  "INVALID_VALUE",
  "INVALID_CHOICE",
  "INVALID_FORMAT",
  "INVALID_DATE",
  "INVALID_INSTANT",
  "INVALID_EMAIL",
  "INVALID_PHONE",
  "INVALID_URL",
  "URL_MALFORMED",
  "URL_NOT_HTTPS",
  "URL_HAS_CREDENTIALS",
  "URL_PORT_NOT_ALLOWED",
  "URL_IP_LITERAL",
  "URL_HOST_NOT_ALLOWED",
  "URL_UNRESOLVABLE",
  "URL_NOT_PUBLIC",
  "INVALID_COUNTRY",
  "INVALID_SUBDIVISION",
  "INVALID_LANGUAGE",
  "INVALID_BASE64",
  "INVALID_CURSOR",
  "INVALID_IDENTIFIER",
  "INVALID_SCOPE",
  "ENCODING_NOT_UTF8",
  "UNCLOSED_QUOTE",
  "STRAY_QUOTE",
  "COLUMN_COUNT",
  "ROW_TOO_LONG",
  "NOT_JSON",
  "NO_ROWS",
  "EXTERNAL_ID_TAKEN",
  "NAME_TAKEN",
  "UNSUPPORTED_GRANT_TYPE",
  "TOO_SHORT",
  "TOO_LONG",
  "TOO_SMALL",
  "TOO_LARGE",
  "TOO_FEW",
  "TOO_MANY",
  "UNKNOWN_FIELD",
  "ILL_FORMED_TEXT",
  "CONTROL_CHARACTER",
  "TOO_DEEP",
  "EMPTY_BODY",
  "DATE_IN_FUTURE",
  "DATE_IN_PAST",
  "DUPLICATE",
  "UNREADABLE_IMAGE",
  "UNSUPPORTED_MEDIA",
  "PAYLOAD_TOO_LARGE",
  "ANIMATED_IMAGE",
  "CMYK_IMAGE",
  "HEIC_IMAGE",
  "PDF_FILE",
  "IMAGE_SIDE_TOO_SHORT",
  "IMAGE_SIDE_TOO_LONG",
  "IMAGE_TOO_MANY_PIXELS",
  "NOT_FOUND",
  "CONSENT_MISSING",
  "NOT_AVAILABLE",
  "UNKNOWN_OBSERVATION",
  "RULE_UNSATISFIABLE",
  "RULES_CONTRADICT",
  "LIVENESS_ALONE",
  "INVALID_COLOR",
  "CONTRAST_TOO_LOW",
  "INVALID_HOST",
  "SVG_IMAGE",
  "CONTACT_MISSING",
  "SENDER_NOT_CONFIGURED",
  "SENDER_NOT_ALLOWED",
  "EXPIRED",
  "ALREADY_USED",
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** All that Enroll says to people, in one language. Keyed by codes, so that a missing text does not compile. */
export interface Catalogue {
  success: string;
  /** For the integrator: what is wrong with the request and what to do about it. */
  errors: Record<ErrorCode, string>;
  /** For the person being enrolled: may be shown as it is. */
  reasons: Record<ReasonCode, string>;
  /** For the integrator: what is wrong with one field. `{limit}` stands for the bound that was passed. */
  issues: Record<IssueCode, string>;
}
