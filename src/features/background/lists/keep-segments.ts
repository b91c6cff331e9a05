import type { StoredSegment } from "../../../storage/tables/lists.ts";
import { buildIndex } from "../screening/name-index.ts";
import { MATCHER_VERSION } from "../screening/score-name.ts";
import type { Entity } from "./entity.ts";
import { findsItself } from "./gates.ts";
import type { LoadDeps } from "./load-deps.ts";
import { packSegment } from "./segment-file.ts";
import { segmentKey } from "./shelf.ts";

/** Each is built within the memory of an isolate. */
const MAX_SEGMENT_ENTITIES = 16_000;

/** Builds and keeps the parts; null when one of them does not find its own entries. */
export async function keepSegments(
  deps: LoadDeps,
  listId: string,
  sha256: string,
  entities: Entity[],
  onShare: (share: number) => void,
): Promise<StoredSegment[] | null> {
  const segments: StoredSegment[] = [];
  for (let from = 0; from < entities.length; from += MAX_SEGMENT_ENTITIES) {
    onShare(from / entities.length);
    const part = entities.slice(from, from + MAX_SEGMENT_ENTITIES);
    const index = buildIndex(part);
    if (!findsItself(index)) return null;
    const key = segmentKey({ listId, sha256, matcher: MATCHER_VERSION, place: segments.length });
    const bytes = packSegment(index);
    await deps.shelf.put(key, bytes);
    segments.push({ key, entities: part.length, bytes: bytes.length });
  }
  return segments.length > 0 ? segments : null;
}
