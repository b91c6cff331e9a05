import type { UserStatus } from "../../storage/tables/users.ts";

export const LOOKUP_KEYS = ["externalId", "identifier", "email"] as const;
export type LookupBy = (typeof LOOKUP_KEYS)[number];

/**
 * What a person is looked for by. `value` is plain, or the HMAC of `blinded-value.ts` in hexadecimal where the
 * connector looks blindly: then no source learns of people it does not know.
 */
export interface LookupKey {
  by: LookupBy;
  /** Of an identifier only: `CC`, `DNI` …, and ISO 3166-1 alpha-2. */
  type?: string;
  country?: string;
  value: string;
}

export const PREFILL_FIELDS = [
  "givenNames",
  "familyName",
  "dateOfBirth",
  "sex",
  "nationality",
  "email",
  "phone",
] as const;
export type PrefillField = (typeof PREFILL_FIELDS)[number];

/** A person as the source has it. */
export interface RegistryRecord {
  /** By which the source finds its row again. */
  key: string;
  matchedBy: LookupBy;
  /** The source's owner wants nothing to do with this person. */
  blocked: boolean;
  /** As the source wrote them: whoever uses them parses them. */
  fields: Partial<Record<PrefillField, string>>;
}

/** A user's status for the source; of two, the one of the greater sequence is the newer. */
export interface StatusWrite {
  key: string;
  userId: string;
  status: UserStatus;
  sequence: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** One thing that a test of the connector tried. */
export interface ProbeStep {
  step: "address" | "connect" | "read" | "write" | "privileges";
  outcome: "pass" | "fail" | "warning" | "not_performed";
  /** A fault's code, or `SLOW` or `EXCESS_PRIVILEGE` of a warning; null of a pass. */
  code: string | null;
  /** A name of the configuration that the code speaks of. */
  subject: string | null;
  durationMs: number;
}

/**
 * A tenant's database of people. Every method ends within the connector's bound of time and throws nothing but
 * `ConnectorFault`; `probe` throws nothing.
 */
export interface Connector {
  /** The first person found, keys tried in their order; null when the source answered that there is none. */
  find(keys: readonly LookupKey[]): Promise<RegistryRecord | null>;
  /**
   * Writes a status unless the source holds a newer one (`newer`). Safe to repeat. Throws `ROW_NOT_FOUND` when the
   * person is no longer there.
   */
  write(status: StatusWrite): Promise<"written" | "newer">;
  probe(): Promise<ProbeStep[]>;
}
