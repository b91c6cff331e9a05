import { isCountry } from "../../../../kernel/countries.ts";
import type { Entity, ListDate } from "../entity.ts";
import { isRecord, type JsonRecord, textOf, texts } from "../json-lines.ts";
import { scriptOf } from "../script-of.ts";

export const INTERPOL_LIST_ID = "interpol_red";
const PAGE = "https://www.interpol.int/How-we-work/Notices/Red-Notices/View-Red-Notices";

/** Translates a red notice, as a page of the API lists it or as its own page details it; null without a name. */
export function mapRedNotice(notice: JsonRecord): Entity | null {
  const id = textOf(notice.entity_id);
  const text = [textOf(notice.forename), textOf(notice.name)]
    .filter((part) => part !== "-")
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  if (id === "" || text === "") return null;
  const sex = textOf(notice.sex_id);
  return {
    id: `${INTERPOL_LIST_ID}:${id}`,
    listId: INTERPOL_LIST_ID,
    type: "person",
    names: [{ text, kind: "primary", script: scriptOf(text) }],
    birthDates: birthDate(textOf(notice.date_of_birth)),
    gender: sex === "M" || sex === "F" ? sex : null,
    // Codes of no country stand for an unknown or a former one.
    countries: texts(notice.nationalities).filter(isCountry),
    identifiers: [],
    programmes: ["Red notice", ...issuers(notice.arrest_warrants)],
    topics: ["wanted"],
    sourceUrl: `${PAGE}#${id.replace("/", "-")}`,
  };
}

/** Only the page of a notice says who asked for it. */
const issuers = (warrants: unknown): string[] => [
  ...new Set(
    (Array.isArray(warrants) ? warrants : [])
      .map((warrant) => (isRecord(warrant) ? textOf(warrant.issuing_country_id) : ""))
      .filter(isCountry)
      .map((country) => `Arrest warrant of ${country}`),
  ),
];

/** `1980/01/15` or `1980`. */
function birthDate(text: string): ListDate[] {
  const found = /^(\d{4})(?:[/-](\d{2})[/-](\d{2}))?/.exec(text);
  const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
  if (!(year > 1800)) return [];
  return [{ year, ...(month > 0 ? { month } : {}), ...(month > 0 && day > 0 ? { day } : {}), circa: false }];
}
