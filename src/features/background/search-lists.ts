import type { ServingList } from "./lists/catalogue.ts";
import { type Hit, type ScreeningQuery, search } from "./screening/search.ts";

// A name shared by more entries than this needs a better question, not a longer answer.
const MAX_HITS = 50;

export interface Found {
  /** Best first. */
  hits: Hit[];
  /** Ids of the lists that may have, or do have, more hits than are given. */
  truncated: ReadonlySet<string>;
}

/** The best hits of a query in every part of the lists, and which lists may have more. */
export async function searchLists(
  lists: readonly ServingList[],
  query: ScreeningQuery,
  minScore: number,
): Promise<Found> {
  const truncated = new Set<string>();
  const all = lists.flatMap((list) => list.segments).flatMap((segment) => search(segment, query, minScore));
  const elsewhere = await Promise.all(
    lists.map(async ({ version, search: ask }) => ({ id: version.id, answer: await ask?.(query, minScore) })),
  );
  for (const { id, answer } of elsewhere) {
    all.push(...(answer?.hits ?? []));
    if (answer?.truncated) truncated.add(id);
  }
  all.sort((a, b) => b.score - a.score);
  for (const { entity } of all.slice(MAX_HITS)) truncated.add(entity.listId);
  return { hits: all.slice(0, MAX_HITS), truncated };
}
