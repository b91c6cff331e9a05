import type { ServingList } from "./lists/catalogue.ts";
import { type Hit, type ScreeningQuery, search } from "./screening/search.ts";

// A name shared by more entries than this needs a better question, not a longer answer.
const MAX_HITS = 50;

/** The hits of a query in every segment of the lists, best first. */
export function searchLists(lists: ServingList[], query: ScreeningQuery, minScore: number): Hit[] {
  return lists
    .flatMap((list) => list.segments)
    .flatMap((segment) => search(segment, query, minScore))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_HITS);
}
