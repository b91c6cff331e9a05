import { countryCode } from "../country-code.ts";
import type { Entity, EntityName, ListDate } from "../entity.ts";
import { type JsonRecord, textOf, texts } from "../json-lines.ts";
import { scriptOf } from "../script-of.ts";
import { DEMONYMS } from "./demonyms.ts";

export const FBI_LIST_ID = "fbi_wanted";

// Posters about somebody who is missed, killed or not known: nobody on them is wanted.
const NOT_WANTED_POSTERS = new Set(["missing", "information", "ecap"]);
const NOT_WANTED_SUBJECTS = /missing|seeking information|victim|unidentified|homicides? and sexual/i;
const VICTIM = /victim/i;
// `na` is what the API says of a case that is open.
const OVER = /captured|located|recovered|surrendered|deceased|arrested/i;

/** Translates an item of the FBI's API; null for one without a name, for victims and for cases that are over. */
export function mapFbiItem(item: JsonRecord): Entity | null {
  const uid = textOf(item.uid);
  const names = namesOf(item);
  if (uid === "" || names.length === 0 || !isWanted(item)) return null;
  const subjects = texts(item.subjects);
  const birthDates = texts(item.dates_of_birth_used).flatMap(birthDate);
  const gender = { male: "M" as const, female: "F" as const }[textOf(item.sex).toLowerCase()] ?? null;
  const published = /^\d{4}-\d{2}-\d{2}/.exec(textOf(item.publication))?.[0];
  return {
    id: `${FBI_LIST_ID}:${uid}`,
    listId: FBI_LIST_ID,
    // Groups have posters too, and neither sex nor birth.
    type: gender !== null || birthDates.length > 0 ? "person" : "unknown",
    names,
    birthDates,
    gender,
    countries: countriesOf(textOf(item.nationality)),
    identifiers: [],
    programmes:
      textOf(item.poster_classification) === "ten" ? [...subjects, "Ten Most Wanted Fugitives"] : subjects,
    topics: ["wanted"],
    sourceUrl: textOf(item.url) || "https://www.fbi.gov/wanted",
    ...(published ? { listedOn: published } : {}),
  };
}

function isWanted(item: JsonRecord): boolean {
  return !(
    NOT_WANTED_POSTERS.has(textOf(item.poster_classification).toLowerCase()) ||
    texts(item.subjects).some((subject) => NOT_WANTED_SUBJECTS.test(subject)) ||
    VICTIM.test(textOf(item.person_classification)) ||
    OVER.test(textOf(item.status))
  );
}

function namesOf(item: JsonRecord): EntityName[] {
  const found: EntityName[] = [];
  const add = (name: string, kind: EntityName["kind"]) => {
    // Nicknames stand in quotes, straight or not.
    const text = name
      .replace(/["\u201c\u201d]/g, "")
      .replace(/\s+/g, " ")
      .trim();
    const isKnown = found.some((one) => one.text.toLowerCase() === text.toLowerCase());
    if (text !== "" && !isKnown) found.push({ text, kind, script: scriptOf(text) });
  };
  // Some titles go on with the place: `JOHN DOE - DENVER, COLORADO`.
  add(textOf(item.title).split(/\s[-\u2013]\s/)[0] ?? "", "primary");
  for (const alias of texts(item.aliases)) add(alias, alias.includes(" ") ? "alias" : "weak_alias");
  return found;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `April 12, 1976`, `April 1976`, `1976`, and ISO 8601. */
function birthDate(text: string): ListDate[] {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const year = Number(iso?.[1] ?? /\b(?:1[89]|20)\d{2}\b/.exec(text)?.[0]);
  if (!(year > 1800)) return [];
  const word = /[A-Za-z]{3,}/.exec(text)?.[0].slice(0, 3).toLowerCase() ?? "";
  const month = iso ? Number(iso[2]) : MONTHS.indexOf(word) + 1;
  const day = Number(iso?.[3] ?? /\b([12]?\d|3[01])\b(?!\d)/.exec(text.replace(String(year), ""))?.[0]);
  const circa = /\b(about|approx\w*|circa)\b/i.test(text);
  return [{ year, ...(month > 0 ? { month } : {}), ...(month > 0 && day > 0 ? { day } : {}), circa }];
}

/** `American`, `Mexican and American`, `Russia`. */
const countriesOf = (nationality: string): string[] => [
  ...new Set(
    nationality
      .split(/\s*(?:,|;|\/|\band\b)\s*/)
      .map((one) => DEMONYMS[one.toLowerCase()] ?? countryCode(one))
      .filter((code) => code !== null),
  ),
];
