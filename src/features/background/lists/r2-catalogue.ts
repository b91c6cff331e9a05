import { type Clock, toInstant } from "../../../kernel/clock.ts";
import { logLine } from "../../../kernel/logger.ts";
import type { Database } from "../../../storage/database.ts";
import type { StoredSegment } from "../../../storage/tables/lists.ts";
import type { NameIndex } from "../screening/name-index.ts";
import type { ListCatalogue, ServingList } from "./catalogue.ts";
import type { ListVersion } from "./entity.ts";
import { knownList } from "./known-lists.ts";
import { searchLarge } from "./large/search-large.ts";
import { findServing, type VersionRow } from "./list-store.ts";
import { unpackSegment } from "./segment-file.ts";
import type { ListShelf } from "./shelf.ts";

/** As bytes on the shelf; in memory a segment takes about twice as much, and an isolate has 128 MB. */
const MAX_CACHED_BYTES = 32 * 1024 * 1024;
const HOUR_MS = 3_600_000;
const DEFAULT_MAX_AGE_HOURS = 72;

/**
 * The lists as loaded into R2; what was never loaded is asked of the fallback. Segments stay opened in the isolate,
 * least recently used first out. A list whose segments cannot be read is left out of `open`, so that no check takes
 * it for searched.
 */
export function r2Catalogue(
  deps: { database: Database; shelf: ListShelf; clock: Clock },
  fallback: ListCatalogue,
): ListCatalogue {
  const cache = segmentCache(deps.shelf);

  async function serve(row: VersionRow): Promise<ServingList[]> {
    const number = row.loadNumber;
    if (number !== null) {
      const search: ServingList["search"] = (query, minScore) =>
        searchLarge(deps.database, number, query, minScore);
      return [{ version: describeRow(row, deps.clock()), segments: [], search }];
    }
    try {
      const segments: NameIndex[] = [];
      for (const segment of row.segments) segments.push(await cache(segment));
      return [{ version: describeRow(row, deps.clock()), segments }];
    } catch (error) {
      logLine("lists.segment_unreadable", {
        listId: row.listId,
        sha256: row.sha256,
        error: error instanceof Error ? error.name : "unknown",
      });
      return [];
    }
  }

  return {
    async versions() {
      const rows = await findServing(deps.database);
      const loaded = new Set(rows.map((row) => row.listId));
      const others = (await fallback.versions()).filter((version) => !loaded.has(version.id));
      return [...rows.map((row) => describeRow(row, deps.clock())), ...others];
    },
    async open(listIds) {
      const rows = await findServing(deps.database);
      const loaded = new Set(rows.map((row) => row.listId));
      const lists: ServingList[] = [];
      // One after the other: two large lists being opened at once may not fit.
      for (const row of rows) if (listIds.includes(row.listId)) lists.push(...(await serve(row)));
      return [...lists, ...(await fallback.open(listIds.filter((id) => !loaded.has(id))))];
    },
  };
}

/** A stored version in the words of the catalogue. */
export function describeRow(row: VersionRow, now: number): ListVersion {
  const known = knownList(row.listId);
  const maxAgeMs = (known?.maxAgeHours ?? DEFAULT_MAX_AGE_HOURS) * HOUR_MS;
  return {
    id: row.listId,
    name: known?.name ?? row.listId,
    publisher: known?.publisher ?? "",
    version: row.version,
    publishedAt: row.publishedAt === null ? null : toInstant(row.publishedAt),
    fetchedAt: toInstant(row.fetchedAt),
    sha256: row.sha256,
    entities: row.entities,
    topics: known?.topics ?? [],
    stale: row.confirmedAt === null || now - row.confirmedAt > maxAgeMs,
    bundled: false,
    licence: known?.licence ?? "",
    sourceUrl: known?.sourceUrl ?? "",
  };
}

/** Opens segments and remembers them, in the order of their last use. */
function segmentCache(shelf: ListShelf): (segment: StoredSegment) => Promise<NameIndex> {
  const opened = new Map<string, { bytes: number; index: Promise<NameIndex> }>();

  const makeRoom = (bytes: number) => {
    let total = bytes;
    for (const held of opened.values()) total += held.bytes;
    for (const [key, held] of opened) {
      if (total <= MAX_CACHED_BYTES) return;
      opened.delete(key);
      total -= held.bytes;
    }
  };

  return ({ key, bytes }) => {
    const known = opened.get(key);
    if (known) {
      opened.delete(key);
      opened.set(key, known);
      return known.index;
    }
    makeRoom(bytes);
    const index = load(shelf, key);
    opened.set(key, { bytes, index });
    // What failed may be there the next time.
    index.catch(() => opened.delete(key));
    return index;
  };
}

async function load(shelf: ListShelf, key: string): Promise<NameIndex> {
  const bytes = await shelf.get(key);
  if (!bytes) throw new Error("a segment of a list is missing");
  return unpackSegment(bytes);
}
