import type {
  Entity,
  EntityIdentifier,
  EntityName,
  EntityType,
  ListDate,
  NameKind,
  Topic,
} from "../entity.ts";
import { scriptOf } from "../script-of.ts";
import type { FtmEntity } from "./read.ts";

/** Schemas that somebody can be found under; the others describe or connect them. */
const TYPES: Readonly<Record<string, EntityType>> = {
  Person: "person",
  Organization: "organisation",
  Company: "organisation",
  PublicBody: "organisation",
  LegalEntity: "unknown",
  Vessel: "vessel",
  Airplane: "aircraft",
};

const NAMES: readonly [property: string, kind: NameKind][] = [
  ["name", "primary"],
  ["alias", "alias"],
  ["weakAlias", "weak_alias"],
  ["previousName", "former"],
];

const IDENTIFIERS: readonly [property: string, type: EntityIdentifier["type"]][] = [
  ["passportNumber", "passport"],
  ["idNumber", "national_id"],
  ["taxNumber", "tax_id"],
  ["registrationNumber", "registration"],
  ["imoNumber", "imo"],
  // Without a kind, of `targets.simple.csv`.
  ["otherNumber", "other"],
];

/** Translates an entity of OpenSanctions; null for one that is not listed itself or has no name. */
export function mapFtmEntity(listId: string, ftm: FtmEntity): Entity | null {
  const type = TYPES[ftm.schema];
  const names = namesOf(ftm);
  if (!ftm.target || type === undefined || names.length === 0) return null;
  const of = (property: string) => ftm.properties[property] ?? [];
  const [gender] = of("gender");
  return {
    id: `${listId}:${ftm.id}`,
    listId,
    type,
    names,
    birthDates: type === "person" ? of("birthDate").flatMap(toDate) : [],
    gender: gender === "male" ? "M" : gender === "female" ? "F" : null,
    countries: countriesOf([...of("nationality"), ...of("citizenship"), ...of("country")]),
    identifiers: IDENTIFIERS.flatMap(([property, kind]) =>
      of(property).map((number) => ({ type: kind, number })),
    ),
    programmes: of("program"),
    topics: [...new Set(of("topics").flatMap(toTopic))],
    sourceUrl: of("sourceUrl")[0] ?? `https://www.opensanctions.org/entities/${encodeURIComponent(ftm.id)}/`,
  };
}

function namesOf(ftm: FtmEntity): EntityName[] {
  const found = new Map<string, EntityName>();
  const add = (text: string, kind: NameKind) => {
    const key = text.toLowerCase();
    if (!found.has(key)) found.set(key, { text, kind, script: scriptOf(text) });
  };
  const own = ftm.properties.name ?? [];
  // The caption is the name that OpenSanctions shows: an entry is shown by its first.
  if (own.includes(ftm.caption)) add(ftm.caption, "primary");
  for (const [property, kind] of NAMES) {
    for (const text of ftm.properties[property] ?? []) add(text, kind);
  }
  return [...found.values()];
}

/** `1961`, `1961-02` or `1961-02-03`. */
function toDate(text: string): ListDate[] {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text);
  const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
  if (!(year > 1800)) return [];
  return [{ year, ...(month > 0 ? { month } : {}), ...(month > 0 && day > 0 ? { day } : {}), circa: false }];
}

/** Former states and groups of states have longer codes, or codes of no country. */
const countriesOf = (codes: string[]): string[] => [
  ...new Set(
    codes
      .filter((code) => /^[a-z]{2}$/i.test(code) && !/^(eu|zz)$/i.test(code))
      .map((code) => code.toUpperCase()),
  ),
];

/** Topics by OpenSanctions' own names; relatives, persons of interest and the like have no topic of ours. */
function toTopic(topic: string): Topic[] {
  if (topic === "sanction" || topic === "debarment" || topic === "wanted") return [topic];
  if (topic === "crime" || topic.startsWith("crime.")) return ["crime"];
  return topic === "role.pep" ? ["pep"] : [];
}
