import { EnrollError, type ErrorDetail } from "../../kernel/errors.ts";
import { judgeIdentifier } from "../documents/national-ids/national-ids.ts";
import { birthDateFault } from "./birth-date.ts";
import type { Consent, Identifier } from "./profile.ts";

/** Clocks of well-kept servers differ by seconds; a consent dated further ahead has not been given. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Throws `VALIDATION_FAILED` for dates that a schema cannot judge because it has no clock. */
export function requirePossibleDates(
  input: { dateOfBirth: string | null | undefined; consents: readonly Consent[] },
  now: number,
): void {
  const details: ErrorDetail[] = [];
  const fault = input.dateOfBirth ? birthDateFault(input.dateOfBirth, now) : null;
  if (fault) details.push({ field: "person.dateOfBirth", code: fault, message: "" });
  input.consents.forEach(({ acceptedAt }, at) => {
    if (Date.parse(acceptedAt) <= now + CLOCK_SKEW_MS) return;
    details.push({ field: `consents.${at}.acceptedAt`, code: "DATE_IN_FUTURE", message: "" });
  });
  if (details.length > 0) throw new EnrollError("VALIDATION_FAILED", { details });
}

/**
 * Throws `VALIDATION_FAILED` for numbers that cannot exist: their check digit disagrees by a rule of law or issuer
 * without known exceptions. A number of unusual form is let through, for an honest person may have a rare one.
 */
export function requirePossibleIdentifiers(identifiers: readonly Identifier[]): void {
  const details = identifiers.flatMap((identifier, at): ErrorDetail[] =>
    judgeIdentifier(identifier).impossible
      ? [{ field: `identifiers.${at}.number`, code: "NUMBER_FORMAT_INVALID", message: "" }]
      : [],
  );
  if (details.length > 0) throw new EnrollError("VALIDATION_FAILED", { details });
}

/** The refusal of an external id that another user has; names that user to the tenant that owns both. */
export const userExists = (existingId: string) =>
  new EnrollError("USER_EXISTS", {
    details: [{ field: "externalId", code: "DUPLICATE", message: existingId }],
  });

/** True for the failure of two requests that give the same external id in the same instant. */
export function isExternalIdTaken(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/UNIQUE constraint failed: users\.tenant_id, users\.external_id/.test(at.message)) return true;
  }
  return false;
}
