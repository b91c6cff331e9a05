/** What a list entry is; `unknown` when the list does not say. */
export type EntityType = "person" | "organisation" | "vessel" | "aircraft" | "unknown";

/** How a list means a name: its own, a reliable alias, a vague one (nicknames, noms de guerre) or a former one. */
export type NameKind = "primary" | "alias" | "weak_alias" | "former";

export interface EntityName {
  text: string;
  kind: NameKind;
  /** ISO 15924 script of the text, such as `Latn`, `Arab`, `Cyrl`. */
  script: string;
}

/** A date as precise as its list states it: month and day only when known, a range by `yearTo`. */
export interface ListDate {
  year: number;
  yearTo?: number;
  month?: number;
  day?: number;
  /** The list calls it approximate. */
  circa: boolean;
}

export interface EntityIdentifier {
  type: "passport" | "national_id" | "tax_id" | "registration" | "crypto_address" | "imo" | "other";
  number: string;
  /** ISO 3166-1 alpha-2 of the issuing country, where stated. */
  country?: string;
}

/** Why somebody is on a list. `wanted` and `crime` are what the criminal check looks at. */
export type Topic = "sanction" | "wanted" | "crime" | "pep" | "debarment";

/** One entry of any list, in the words the engine searches with. */
export interface Entity {
  /** `<list id>:<the list's own id>`; stays the same from one version of the list to the next. */
  id: string;
  listId: string;
  type: EntityType;
  names: EntityName[];
  birthDates: ListDate[];
  gender: "F" | "M" | null;
  /** ISO 3166-1 alpha-2: nationalities of people, seats of organisations. */
  countries: string[];
  identifiers: EntityIdentifier[];
  programmes: string[];
  topics: Topic[];
  /** Where a person can read the entry. */
  sourceUrl: string;
  /** YYYY-MM-DD, where the list states it. */
  listedOn?: string;
}

/** The version of a list that an answer rests on. Instants in ISO 8601. */
export interface ListVersion {
  id: string;
  name: string;
  publisher: string;
  version: string;
  publishedAt: string | null;
  fetchedAt: string | null;
  /** SHA-256 (hex) of the raw bytes; of the canonical entries where a list ships with the program. */
  sha256: string;
  entities: number;
  topics: Topic[];
  /** Older than its publisher's rhythm allows; nothing may be called clear on it alone. */
  stale: boolean;
  /** Ships with the program instead of having been loaded from its publisher. */
  bundled: boolean;
  licence: string;
  sourceUrl: string;
}
