import type { Subject } from "../sought-subject.ts";
import type { ProviderRequest } from "./port.ts";

/** What a request to a provider can be made of. */
export const REQUEST_FIELDS = [
  "documentType",
  "documentNumber",
  "fullName",
  "givenNames",
  "familyName",
  "dateOfBirth",
  "sex",
  "nationality",
  "jurisdiction",
  "purpose",
  "consentId",
  "checkId",
  "callbackUrl",
  "ticket",
] as const;
export type RequestField = (typeof REQUEST_FIELDS)[number];

export type RequestFields = Partial<Record<RequestField, string>>;

/** The fields that are known of a request; what is not known is absent, so that it cannot be sent as an empty text. */
export function fieldsOf(request: ProviderRequest, callbackUrl: string | null): RequestFields {
  const { subject, jurisdiction, purpose, consentId, checkId } = request;
  const identifier = identifierFor(subject, jurisdiction);
  const known: Record<string, string | null | undefined> = {
    documentType: identifier?.type,
    documentNumber: identifier?.number,
    fullName: subject.fullName,
    givenNames: subject.givenNames,
    familyName: subject.familyName,
    dateOfBirth: subject.dateOfBirth,
    sex: subject.sex,
    nationality: subject.nationality,
    jurisdiction,
    purpose,
    consentId,
    checkId,
    callbackUrl,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => typeof value === "string"));
}

/**
 * The identifier by which a country's registers know the person: one that the country issued. A number without a
 * country is taken only where it is the only one, and the person is of that country.
 */
function identifierFor(subject: Subject, jurisdiction: string): Subject["identifiers"][number] | undefined {
  const own = subject.identifiers.find(({ country }) => country === jurisdiction);
  if (own) return own;
  const [only, ...others] = subject.identifiers;
  const fits = only?.country === undefined && subject.nationality === jurisdiction;
  return others.length === 0 && fits ? only : undefined;
}
