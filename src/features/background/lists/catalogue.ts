import type { NameIndex } from "../screening/name-index.ts";
import type { ScreeningQuery } from "../screening/search.ts";
import type { ListVersion, Topic } from "./entity.ts";
import type { LargeAnswer } from "./large/search-large.ts";

/** A list as it serves: what it is, and its entries ready to be searched. */
export interface ServingList {
  version: ListVersion;
  /** Immutable parts of at most 16,000 entities, so that each is built within an isolate's memory. */
  segments: NameIndex[];
  /** Asks what does not fit in an isolate, at or above a score; the segments are then empty. */
  search?: (query: ScreeningQuery, minScore: number) => Promise<LargeAnswer>;
}

/**
 * Where the engine gets its lists. One catalogue serves the entries that ship with Enroll; one that reads loaded
 * segments from R2 takes its place without a change to any check.
 */
export interface ListCatalogue {
  /** Every list that serves now, without its entries. */
  versions(): Promise<ListVersion[]>;
  /** The lists of these ids that serve now; an id that does not serve is simply missing. */
  open(listIds: readonly string[]): Promise<ServingList[]>;
}

/** Ids of the serving lists that hold entries of a topic. */
export const listsAbout = (versions: readonly ListVersion[], topics: readonly Topic[]): string[] =>
  versions.filter((list) => list.topics.some((topic) => topics.includes(topic))).map((list) => list.id);
