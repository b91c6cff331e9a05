import { countryCode } from "../country-code.ts";
import type { Entity, EntityIdentifier, EntityName, ListDate, NameKind } from "../entity.ts";
import { scriptOf } from "../script-of.ts";
import type { UnRecord } from "./read.ts";

export const UN_LIST_ID = "un_sc";

const ALIAS_KINDS: Record<string, NameKind> = {
  Good: "alias",
  Low: "weak_alias",
  "a.k.a.": "alias",
  "f.k.a.": "former",
};
const NAME_PARTS = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

/** Translates an entry of the UN list; null when it has neither reference nor name. */
export function mapUnEntry(entry: UnRecord): Entity | null {
  const reference = text(entry, "REFERENCE_NUMBER");
  const names = namesOf(entry);
  if (reference === "" || names.length === 0) return null;
  const isPerson = entry.tag === "INDIVIDUAL";
  const listedOn = /^\d{4}-\d{2}-\d{2}/.exec(text(entry, "LISTED_ON"))?.[0];
  return {
    id: `${UN_LIST_ID}:${reference}`,
    listId: UN_LIST_ID,
    type: isPerson ? "person" : "organisation",
    names,
    birthDates: children(entry, "INDIVIDUAL_DATE_OF_BIRTH").flatMap(birthDate),
    gender: genderOf(text(entry, "GENDER")),
    countries: unique([
      ...children(entry, "NATIONALITY").flatMap((nationality) => children(nationality, "VALUE").map(own)),
      ...(isPerson ? [] : children(entry, "ENTITY_ADDRESS").map((address) => text(address, "COUNTRY"))),
    ]),
    identifiers: children(entry, "INDIVIDUAL_DOCUMENT").flatMap(identifier),
    programmes: [text(entry, "UN_LIST_TYPE")].filter(Boolean),
    topics: ["sanction"],
    sourceUrl: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    ...(listedOn ? { listedOn } : {}),
  };
}

const children = (record: UnRecord, tag: string) => record.children.filter((child) => child.tag === tag);
const own = (record: UnRecord) => record.text.replace(/\s+/g, " ").trim();
const text = (record: UnRecord, tag: string) => {
  const child = record.children.find((one) => one.tag === tag);
  return child ? own(child) : "";
};

function namesOf(entry: UnRecord): EntityName[] {
  const found: EntityName[] = [];
  const add = (name: string, kind: NameKind) => {
    const isKnown = found.some((one) => one.text.toLowerCase() === name.toLowerCase());
    if (name !== "" && name.toLowerCase() !== "na" && !isKnown)
      found.push({ text: name, kind, script: scriptOf(name) });
  };
  add(
    NAME_PARTS.map((part) => text(entry, part))
      .filter((part) => part !== "" && part !== "na")
      .join(" "),
    "primary",
  );
  add(text(entry, "NAME_ORIGINAL_SCRIPT"), "primary");
  for (const alias of [...children(entry, "INDIVIDUAL_ALIAS"), ...children(entry, "ENTITY_ALIAS")]) {
    // Some entries hold several spellings in one field, or a remark in brackets.
    for (const name of text(alias, "ALIAS_NAME").split(/\s*;\s*/)) {
      add(
        name
          .replace(/\s*\((?:[^()]*(?:script|Arabic|spelling|previously|formerly)[^()]*)\)\s*/gi, " ")
          .trim(),
        ALIAS_KINDS[text(alias, "QUALITY")] ?? "alias",
      );
    }
  }
  return found;
}

function birthDate(record: UnRecord): ListDate[] {
  const circa = text(record, "TYPE_OF_DATE") === "APPROXIMATELY";
  const exact = /^(\d{4})-(\d{2})-(\d{2})/.exec(text(record, "DATE"));
  if (exact) return [{ year: Number(exact[1]), month: Number(exact[2]), day: Number(exact[3]), circa }];
  const year = Number(text(record, "YEAR"));
  if (year > 1800) return [{ year, circa }];
  const from = Number(text(record, "FROM_YEAR"));
  const to = Number(text(record, "TO_YEAR"));
  return from > 1800 ? [{ year: from, ...(to > from ? { yearTo: to } : {}), circa }] : [];
}

function identifier(record: UnRecord): EntityIdentifier[] {
  const number = text(record, "NUMBER");
  if (number === "") return [];
  const kind = `${text(record, "TYPE_OF_DOCUMENT")} ${text(record, "TYPE_OF_DOCUMENT2")}`;
  const country = countryCode(text(record, "ISSUING_COUNTRY") || text(record, "COUNTRY_OF_ISSUE"));
  const type = /passe?po?rt|pasaporte/i.test(kind)
    ? "passport"
    : /identi|national/i.test(kind)
      ? "national_id"
      : "other";
  return [{ type, number, ...(country ? { country } : {}) }];
}

const genderOf = (value: string) => (value === "Male" ? "M" : value === "Female" ? "F" : null);
const unique = (names: string[]) => [
  ...new Set(names.map((name) => countryCode(name)).filter((code) => code !== null)),
];
