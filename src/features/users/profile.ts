import { newId } from "../../kernel/ids.ts";
import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Vault } from "../../storage/vault.ts";
import type { IdentifierRow } from "./identifier-store.ts";
import type { ConsentRow } from "./store.ts";

/** The person as told by the integrator; every part may be missing. */
export interface PersonData {
  givenNames?: string | undefined;
  familyName?: string | undefined;
  /** `YYYY-MM-DD` */
  dateOfBirth?: string | undefined;
  sex?: "F" | "M" | "X" | undefined;
  /** ISO 3166-1 alpha-2. */
  nationality?: string | undefined;
}

/** A number that a state gave the person; `number` in capitals, letters and digits only. */
export interface Identifier {
  type: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  number: string;
}

export interface Address {
  line1?: string | undefined;
  line2?: string | undefined;
  city?: string | undefined;
  /** ISO 3166-2. */
  subdivision?: string | undefined;
  postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  country?: string | undefined;
}

/** All that is sealed in `users.profile`. */
export interface Profile {
  person: PersonData;
  email: string | null;
  /** E.164. */
  phone: string | null;
  address: Address | null;
  metadata: Record<string, string>;
  /** Where values came from that the integrator did not send, by field (`person.familyName`, `email`). */
  provenance?: Record<string, Provenance>;
}

/** A value that a source of the tenant's own filled in. */
export interface Provenance {
  source: "registry";
  connectorId: string;
}

export interface Consent {
  scope: string;
  version: string;
  /** ISO 8601. */
  acceptedAt: string;
}

interface Owner {
  tenantId: string;
  userId: string;
}

const place = (owner: Owner, name: string) => ({
  tenantId: owner.tenantId,
  subjectId: owner.userId,
  place: name,
});

export const sealProfile = (key: CryptoKey, owner: Owner, profile: Profile): Promise<string> =>
  sealJson(key, place(owner, "users.profile"), profile);

export const openProfile = (key: CryptoKey, owner: Owner, sealed: string): Promise<Profile> =>
  openJson(key, place(owner, "users.profile"), sealed);

/** The blind indexes of mail address and phone number; a mail address is found whatever its capitals. */
export async function contactIndexes(vault: Vault, tenantId: string, profile: Profile) {
  const { email, phone } = profile;
  return {
    emailIndex:
      email === null ? null : await vault.blindIndex(tenantId, "users.email_index", email.toLowerCase()),
    phoneIndex: phone === null ? null : await vault.blindIndex(tenantId, "users.phone_index", phone),
  };
}

/** The blind index of an identifier, equal for equal type, country and number within the tenant. */
export const identifierIndex = (vault: Vault, tenantId: string, { type, country, number }: Identifier) =>
  vault.blindIndex(tenantId, "user_identifiers.blind_index", `${type}|${country}|${number}`);

// The row's own key is in the place, so that a sealed number cannot be moved to another type or country.
const identifierPlace = (owner: Owner, row: { type: string; country: string }) =>
  place(owner, `user_identifiers.sealed/${row.type}/${row.country}`);

/** Rows of the identifiers: sealed, and found by blind index. */
export function sealIdentifiers(
  vault: Vault,
  key: CryptoKey,
  owner: Owner,
  identifiers: readonly Identifier[],
): Promise<IdentifierRow[]> {
  return Promise.all(
    identifiers.map(async (identifier) => ({
      ...owner,
      type: identifier.type,
      country: identifier.country,
      blindIndex: await identifierIndex(vault, owner.tenantId, identifier),
      sealed: await sealJson(key, identifierPlace(owner, identifier), identifier.number),
    })),
  );
}

export function openIdentifiers(key: CryptoKey, rows: readonly IdentifierRow[]): Promise<Identifier[]> {
  return Promise.all(
    rows.map(async (row) => ({
      type: row.type,
      country: row.country,
      number: await openJson<string>(key, identifierPlace(row, row), row.sealed),
    })),
  );
}

/** Rows of the consents a request brings. */
export function consentRows(owner: Owner, consents: readonly Consent[], at: number): ConsentRow[] {
  return consents.map((consent) => ({
    ...owner,
    id: newId("con"),
    scope: consent.scope,
    version: consent.version,
    acceptedAt: Date.parse(consent.acceptedAt),
    createdAt: at,
  }));
}
