import { isCountry } from "../../../kernel/countries.ts";
import { REGISTERS, type SourceAccess } from "./registers.ts";

/** A register of criminal records that exists in a jurisdiction, whether or not anybody has connected it. */
export interface CriminalSource {
  id: string;
  /** ISO 3166-1 alpha-2. */
  jurisdiction: string;
  name: string;
  authority: string;
  access: SourceAccess;
}

/** The registers by jurisdiction. A check names every one of those it was asked about, answered or not. */
export const CRIMINAL_SOURCES: readonly CriminalSource[] = REGISTERS.map(
  ([id, jurisdiction, name, authority, access]) => ({ id, jurisdiction, name, authority, access }),
);

const byId = new Map(CRIMINAL_SOURCES.map((source) => [source.id, source]));

const UNKNOWN_SUFFIX = "_criminal_records";

/** The registers of a jurisdiction. One that Enroll has no entry for still has a register that nobody asked. */
export function sourcesOf(jurisdiction: string): CriminalSource[] {
  const known = CRIMINAL_SOURCES.filter((one) => one.jurisdiction === jurisdiction);
  if (known.length > 0) return known;
  const id = `${jurisdiction.toLowerCase()}${UNKNOWN_SUFFIX}`;
  const [name, authority] = ["Criminal records", "National register"];
  return [{ id, jurisdiction, name, authority, access: "person" }];
}

/** The register of an id; null for an id that stands for none. */
export function findSource(id: string): CriminalSource | null {
  const known = byId.get(id);
  if (known) return known;
  const country = id.slice(0, 2).toUpperCase();
  if (id !== `${country.toLowerCase()}${UNKNOWN_SUFFIX}` || !isCountry(country)) return null;
  return sourcesOf(country).find((source) => source.id === id) ?? null;
}

/** True for the id of a register that a check can name. */
export const isSourceId = (id: string): boolean => findSource(id) !== null;

/** A register that is not open to anybody is asked only with the person's recorded consent. */
export const needsConsent = (source: CriminalSource): boolean => source.access !== "public";
