import { countryCode } from "../country-code.ts";
import type { Entity, EntityIdentifier, EntityName, ListDate } from "../entity.ts";
import { scriptOf } from "../script-of.ts";
import type { EuEntry } from "./read.ts";

export const EU_LIST_ID = "eu_fsf";

/** Translates an entry of the EU list; null when it has neither reference nor name. */
export function mapEuEntry(entry: EuEntry): Entity | null {
  const reference = entry.attributes.euReferenceNumber || entry.attributes.logicalId;
  const names = namesOf(entry);
  if (!reference || names.length === 0) return null;
  const isPerson = partsOf(entry, "subjectType")[0]?.code === "person";
  const seats = isPerson ? [] : partsOf(entry, "address");
  return {
    id: `${EU_LIST_ID}:${reference}`,
    listId: EU_LIST_ID,
    type: isPerson ? "person" : "organisation",
    names,
    birthDates: different(partsOf(entry, "birthdate").flatMap(birthDate)),
    gender: genderOf(partsOf(entry, "nameAlias")),
    countries: [...new Set([...partsOf(entry, "citizenship"), ...seats].flatMap(country))],
    // A document comes again with every regulation that repeats it.
    identifiers: different(partsOf(entry, "identification").flatMap(identifier)),
    programmes: [...new Set(partsOf(entry, "regulation").map(({ programme }) => programme ?? ""))].filter(
      Boolean,
    ),
    topics: ["sanction"],
    sourceUrl: "https://www.sanctionsmap.eu/",
  };
}

type Attributes = Record<string, string>;

const partsOf = (entry: EuEntry, tag: string): Attributes[] =>
  entry.parts.filter((part) => part.tag === tag).map((part) => part.attributes);

const different = <Value>(values: Value[]): Value[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** The list marks no main name: the first is shown. A name comes again with every regulation that repeats it. */
function namesOf(entry: EuEntry): EntityName[] {
  const names: EntityName[] = [];
  const seen = new Set<string>();
  for (const alias of partsOf(entry, "nameAlias")) {
    const composed = [alias.firstName, alias.middleName, alias.lastName].filter(Boolean).join(" ");
    const text = (alias.wholeName || composed).replace(/\s+/g, " ").trim();
    if (text === "" || seen.has(text.toLowerCase())) continue;
    seen.add(text.toLowerCase());
    const kind = names.length === 0 ? "primary" : alias.strong === "false" ? "weak_alias" : "alias";
    names.push({ text, kind, script: scriptOf(text) });
  }
  return names;
}

function birthDate(at: Attributes): ListDate[] {
  const circa = at.circa === "true";
  const exact = /^(\d{4})-(\d{2})-(\d{2})/.exec(at.birthdate ?? "");
  if (exact) return [{ year: Number(exact[1]), month: Number(exact[2]), day: Number(exact[3]), circa }];
  const year = Number(at.year);
  const [month, day] = [Number(at.monthOfYear), Number(at.dayOfMonth)];
  if (year > 1800) {
    return [{ year, ...(month > 0 ? { month } : {}), ...(month > 0 && day > 0 ? { day } : {}), circa }];
  }
  const [from, to] = [Number(at.yearRangeFrom), Number(at.yearRangeTo)];
  return from > 1800 ? [{ year: from, ...(to > from ? { yearTo: to } : {}), circa }] : [];
}

const genderOf = (aliases: Attributes[]) => {
  const stated = aliases.find(({ gender }) => gender === "M" || gender === "F")?.gender;
  return stated === "M" || stated === "F" ? stated : null;
};

// `00` stands for an unknown country.
const country = ({ countryIso2Code = "" }: Attributes): string[] => {
  const code = countryCode(countryIso2Code);
  return code === null ? [] : [code];
};

const IDENTIFIERS: Record<string, EntityIdentifier["type"]> = {
  passport: "passport",
  diplopassport: "passport",
  id: "national_id",
  residentperm: "national_id",
  ssn: "tax_id",
  fiscalcode: "tax_id",
  regnumber: "registration",
  imo: "imo",
};

function identifier(at: Attributes): EntityIdentifier[] {
  // A number that is known to be false would point at somebody else.
  if (!at.number || at.knownFalse === "true") return [];
  const [issuer] = country(at);
  const type = IDENTIFIERS[at.identificationTypeCode ?? ""] ?? "other";
  // `SSN 156-92-9858`: the kind of number is no part of it.
  const number = at.number.replace(/^(?:SSN|passport|no\.?)\s+(?=\S)/i, "");
  return [{ type, number, ...(issuer ? { country: issuer } : {}) }];
}
