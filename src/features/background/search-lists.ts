import type { ServingList } from "./lists/catalogue.ts";
import { type Hit, type ScreeningQuery, search } from "./screening/search.ts";

// A name shared by more entries than this needs a better question, not a longer answer.
const MAX_HITS = 50;

/** The hits of a query in every part of the lists, best first. */
export async function searchLists(
  lists: readonly ServingList[],
  query: ScreeningQuery,
  minScore: number,
): Promise<Hit[]> {
  const inMemory = lists
    .flatMap((list) => list.segments)
    .flatMap((segment) => search(segment, query, minScore));
  const elsewhere = await Promise.all(lists.map((list) => list.search?.(query, minScore) ?? []));
  return [...inMemory, ...elsewhere.flat()].sort((a, b) => b.score - a.score).slice(0, MAX_HITS);
}
