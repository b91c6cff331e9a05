import type { ListDate } from "./lists/entity.ts";
import type { MatchData } from "./schemas.ts";
import type { Hit } from "./screening/search.ts";

/** A hit in the words of the contract. */
export function toMatch(hit: Hit): MatchData {
  const { entity } = hit;
  return {
    entityId: entity.id,
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
