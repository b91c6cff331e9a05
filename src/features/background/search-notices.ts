import { toInstant } from "../../kernel/clock.ts";
import type { SourceData } from "./criminal-schemas.ts";
import type { BackgroundDeps } from "./deps.ts";
import { listsAbout } from "./lists/catalogue.ts";
import { POTENTIAL_SCORE } from "./screening/bands.ts";
import type { Hit } from "./screening/search.ts";
import { searchLists } from "./search-lists.ts";
import type { Subject } from "./sought-subject.ts";
import { toQuery } from "./subject.ts";

const ABOUT_CRIME = ["wanted", "crime"] as const;

/** Possible matches to public wanted notices in the lists that serve, and which lists those were. */
export async function searchNotices(
  deps: BackgroundDeps,
  subject: Subject,
): Promise<{ hits: Hit[]; sources: SourceData[] }> {
  const ids = listsAbout(await deps.lists.versions(), ABOUT_CRIME);
  if (ids.length === 0) {
    const name = "Wanted-person notices";
    return {
      hits: [],
      sources: [
        { id: "wanted_notices", name, jurisdiction: null, status: "not_configured", queriedAt: null },
      ],
    };
  }
  const serving = await deps.lists.open(ids);
  const found = await searchLists(serving, toQuery(subject), POTENTIAL_SCORE);
  const hits = found.hits.filter((hit) =>
    hit.entity.topics.some((topic) => topic === "wanted" || topic === "crime"),
  );
  const queriedAt = toInstant(deps.clock());
  const sources = serving.map(({ version }): SourceData => {
    const status = version.stale ? "stale" : "answered";
    return { id: version.id, name: version.name, jurisdiction: null, status, queriedAt };
  });
  return { hits, sources };
}
