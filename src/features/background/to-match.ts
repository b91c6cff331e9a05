import type { ListDate } from "./lists/entity.ts";
import { fingerprint } from "./lists/fingerprint.ts";
import type { MatchData } from "./match-schemas.ts";
import { type Reviews, reviewedMatch } from "./reviewed.ts";
import type { Hit } from "./screening/search.ts";

/** Hits in the words of the contract, with what a person decided before of the same entries as they still are. */
export const toMatches = (hits: readonly Hit[], reviews: Reviews): Promise<MatchData[]> =>
  Promise.all(hits.map(async (hit) => reviewedMatch(await toMatch(hit), reviews)));

async function toMatch(hit: Hit): Promise<MatchData> {
  const { entity } = hit;
  return {
    entityId: entity.id,
    entityHash: await fingerprint(entity),
    entityType: entity.type,
    caption: entity.names[0]?.text ?? hit.name.text,
    score: hit.score,
    band: hit.band,
    lists: [entity.listId],
    topics: entity.topics,
    programmes: entity.programmes,
    countries: entity.countries,
    birthDates: entity.birthDates.map(dateText),
    sourceUrl: entity.sourceUrl,
    review: "open",
    explanations: hit.explanation,
  };
}

/** A listed date as precise as it is: `1957-03-10`, `1957-03`, `1957`, `1957/1959`, `~1957`. */
function dateText(date: ListDate): string {
  const two = (value: number | undefined) => (value ? `-${String(value).padStart(2, "0")}` : "");
  const text = `${date.year}${two(date.month)}${date.month ? two(date.day) : ""}`;
  return `${date.circa ? "~" : ""}${text}${date.yearTo ? `/${date.yearTo}` : ""}`;
}
