import { issueMessage } from "../../i18n/messages.ts";
import type { Caller } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { loadPerson } from "../users/load-person.ts";
import type { BackgroundDeps } from "./deps.ts";
import type { ScreeningQuery } from "./screening/search.ts";
import { tokenize } from "./screening/tokens.ts";
import type { Subject } from "./sought-subject.ts";
import type { SubjectInput } from "./subject-schema.ts";
import { isUsableName } from "./usable-name.ts";

/**
 * The subject of a request: a stored user or the one sent along. Throws `NOT_FOUND` for an unknown user and
 * `VALIDATION_FAILED` for a user without a name and for a birth that lies ahead.
 */
export async function loadSubject(
  deps: BackgroundDeps,
  caller: Caller,
  input: { userId?: string | undefined; subject?: SubjectInput | undefined },
): Promise<Subject> {
  if (input.subject) return requirePast(deps, caller, fromInput(input.subject));
  const person = await loadPerson(deps, caller, input.userId ?? "");
  const fullName = `${person.person.givenNames ?? ""} ${person.person.familyName ?? ""}`.trim();
  // A screening without a name would find nobody and look clear.
  if (!isUsableName(fullName)) throw refused(caller, "userId", "INVALID_VALUE");
  return {
    type: "person",
    fullName,
    givenNames: person.person.givenNames,
    familyName: person.person.familyName,
    otherNames: [],
    dateOfBirth: person.person.dateOfBirth ?? null,
    sex: person.person.sex ?? null,
    nationality: person.person.nationality ?? null,
    identifiers: person.identifiers,
  };
}

function fromInput(input: SubjectInput): Subject {
  const joined = `${input.givenNames ?? ""} ${input.familyName ?? ""}`.trim();
  return {
    type: input.type,
    fullName: input.fullName ?? joined,
    givenNames: input.givenNames,
    familyName: input.familyName,
    otherNames:
      input.fullName !== undefined && joined !== "" ? [joined, ...input.otherNames] : input.otherNames,
    dateOfBirth: input.dateOfBirth ?? null,
    sex: input.sex ?? null,
    nationality: input.nationality ?? null,
    identifiers: input.identifiers,
  };
}

// Nobody alive, and nobody on a list, was born before.
const EARLIEST_BIRTH = "1850-01-01";

function requirePast(deps: BackgroundDeps, caller: Caller, subject: Subject): Subject {
  const { dateOfBirth } = subject;
  if (dateOfBirth === null) return subject;
  const today = toInstant(deps.clock()).slice(0, 10);
  if (dateOfBirth > today) throw refused(caller, "subject.dateOfBirth", "DATE_IN_FUTURE");
  if (dateOfBirth < EARLIEST_BIRTH) throw refused(caller, "subject.dateOfBirth", "INVALID_DATE");
  return subject;
}

/** A `VALIDATION_FAILED` about one field. */
export function refused(caller: Caller, field: string, code: string): EnrollError {
  const message = issueMessage(caller.locale, code) ?? code;
  return new EnrollError("VALIDATION_FAILED", { details: [{ field, code, message }] });
}

/** The subject in the engine's words. */
export function toQuery(subject: Subject): ScreeningQuery {
  // A company sent as a person is searched as what its name says it is.
  const looksLikeCompany = tokenize(subject.fullName).some((token) => token.kind === "form");
  const isOpen = subject.type === "person" && looksLikeCompany;
  return {
    names: [subject.fullName, ...subject.otherNames],
    ...(subject.dateOfBirth ? { birthDate: subject.dateOfBirth } : {}),
    countries: subject.nationality ? [subject.nationality] : [],
    identifiers: subject.identifiers.map(({ type, country, number }) => ({
      number,
      ...(type === undefined ? {} : { type }),
      ...(country === undefined ? {} : { country }),
    })),
    gender: subject.sex === "F" || subject.sex === "M" ? subject.sex : null,
    ...(isOpen ? {} : { type: subject.type }),
  };
}
