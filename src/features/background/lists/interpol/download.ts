import { COUNTRIES } from "../../../../kernel/countries.ts";
import { type FetchPage, PageProblem } from "../fetch-page.ts";
import { isRecord, textOf, toJsonLines } from "../json-lines.ts";

const RED = "https://ws-public.interpol.int/notices/v1/red";
// No question is answered with more notices than these, on however many pages.
const MOST_A_QUESTION = 160;
const OLDEST = 120;
// Notices come and go in the minutes this takes, and a few can be asked for by none of these questions.
const LEAST_SHARE = 0.95;

interface Question {
  nationality?: string;
  arrestWarrantCountryId?: string;
  ageMin?: number;
  ageMax?: number;
  sexId?: "M" | "F" | "U";
}

/**
 * Reads the red notices into lines of JSON, by `entity_id`. As a question shows 160 notices at most, it asks country
 * by country, and where there are more, by age and then by sex; then, while notices are missing, by the country that
 * seeks them. Throws `PageProblem` when too many stayed missing. Fields and parameters:
 * https://interpol.api.bund.dev/
 */
export async function downloadRedNotices(fetchPage: FetchPage): Promise<Uint8Array> {
  const notices = new Map<string, unknown>();
  const total = await ask(fetchPage, {}, notices);
  const isWhole = () => notices.size >= total;
  for (const by of ["nationality", "arrestWarrantCountryId"] as const) {
    for (const country of COUNTRIES) {
      if (isWhole()) break;
      await collect(fetchPage, { [by]: country }, notices);
    }
  }
  if (notices.size === 0 || notices.size < LEAST_SHARE * total) throw new PageProblem("INCOMPLETE");
  return toJsonLines(notices);
}

async function collect(fetchPage: FetchPage, question: Question, into: Map<string, unknown>): Promise<void> {
  const total = await ask(fetchPage, question, into);
  if (total <= MOST_A_QUESTION) return;
  for (const part of partsOf(question)) await collect(fetchPage, part, into);
}

/** Two halves of the ages; of one age, the sexes; what is still too much is taken as far as it is shown. */
function partsOf(question: Question): Question[] {
  const { ageMin = 0, ageMax = OLDEST } = question;
  if (ageMax > ageMin) {
    const middle = Math.floor((ageMin + ageMax) / 2);
    return [
      { ...question, ageMin, ageMax: middle },
      { ...question, ageMin: middle + 1, ageMax },
    ];
  }
  return question.sexId ? [] : (["M", "F", "U"] as const).map((sexId) => ({ ...question, sexId }));
}

/** How many notices answer a question; those that it shows are kept. */
async function ask(fetchPage: FetchPage, question: Question, into: Map<string, unknown>): Promise<number> {
  const parameters = new URLSearchParams({ resultPerPage: String(MOST_A_QUESTION), page: "1" });
  for (const [name, value] of Object.entries(question)) parameters.set(name, String(value));
  const answer = await fetchPage(`${RED}?${parameters}`);
  const shown = isRecord(answer) && isRecord(answer._embedded) ? answer._embedded.notices : null;
  if (!isRecord(answer) || !Array.isArray(shown)) throw new PageProblem("NOT_A_PAGE");
  for (const notice of shown) {
    const id = isRecord(notice) ? textOf(notice.entity_id) : "";
    if (id !== "") into.set(id, notice);
  }
  return Number(answer.total) || 0;
}
