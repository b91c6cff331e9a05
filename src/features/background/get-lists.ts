import { type Caller, requireScope } from "../../kernel/caller.ts";
import type { BackgroundDeps } from "./deps.ts";
import { describeVersion, notLoaded } from "./describe-lists.ts";
import type { ListVersion } from "./lists/entity.ts";
import { KNOWN_LISTS } from "./lists/known-lists.ts";

/** Every list that serves or could be loaded, with the version behind today's answers. */
export async function getLists(deps: BackgroundDeps, caller: Caller) {
  requireScope(caller, "background:read");
  const versions = new Map((await deps.lists.versions()).map((version) => [version.id, version]));
  const known = KNOWN_LISTS.map((list) => {
    const version = versions.get(list.id);
    return version
      ? shown(version)
      : { ...notLoaded(list.id), topics: list.topics, sourceUrl: list.sourceUrl };
  });
  const others = [...versions.values()].filter(
    (version) => !KNOWN_LISTS.some((list) => list.id === version.id),
  );
  return { items: [...known, ...others.map(shown)], nextCursor: null };
}

const shown = (version: ListVersion) => ({
  ...describeVersion(version),
  topics: version.topics,
  sourceUrl: version.sourceUrl,
});
