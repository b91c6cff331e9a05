import type { ListData } from "./list-schemas.ts";
import type { ServingList } from "./lists/catalogue.ts";
import type { ListVersion } from "./lists/entity.ts";
import { knownList } from "./lists/known-lists.ts";

/** What each list that was asked for was worth, in the order asked. */
export function describeLists(listIds: readonly string[], serving: readonly ServingList[]): ListData[] {
  return listIds.map((id) => {
    const list = serving.find((one) => one.version.id === id);
    return list ? describeVersion(list.version) : notLoaded(id);
  });
}

/** A serving list in the words of the contract. */
export function describeVersion(version: ListVersion): ListData {
  const { topics: _topics, sourceUrl: _sourceUrl, ...shown } = version;
  return { ...shown, status: "searched" };
}

/** A list that Enroll knows and that does not serve: named, so that nobody takes it for searched. */
export function notLoaded(id: string): ListData {
  const known = knownList(id);
  return {
    id,
    name: known?.name ?? id,
    publisher: known?.publisher ?? "",
    status: "not_loaded",
    version: null,
    publishedAt: null,
    fetchedAt: null,
    sha256: null,
    entities: 0,
    stale: true,
    bundled: false,
    licence: known?.licence ?? "",
  };
}
