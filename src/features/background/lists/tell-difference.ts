import { utf8 } from "../../../kernel/bytes.ts";
import type { StoredSegment } from "../../../storage/tables/lists.ts";
import { buildIndex } from "../screening/name-index.ts";
import { MATCHER_VERSION } from "../screening/score-name.ts";
import type { Entity } from "./entity.ts";
import { compareVersions, type Fingerprints } from "./fingerprint.ts";
import type { VersionRow } from "./list-store.ts";
import type { LoadDeps } from "./load-deps.ts";
import { packSegment } from "./segment-file.ts";
import { changesKey, fingerprintsKey, removedKey } from "./shelf.ts";

/** Keeps what differs from the version that serves, and asks for monitored people to be held against it. */
export async function tellDifference(
  deps: LoadDeps,
  next: {
    listId: string;
    sha256: string;
    entities: Entity[];
    marks: Fingerprints;
    segments: StoredSegment[];
    serving: VersionRow | null;
  },
): Promise<{ changed: number; removed: number }> {
  const { listId, sha256, serving } = next;
  const message = { kind: "rescreen", listId, sha256, after: null } as const;
  const stored = serving && (await deps.shelf.get(fingerprintsKey(listId, serving.sha256)));
  if (!serving || !stored) {
    await deps.send({ ...message, segments: next.segments.map(({ key }) => key), removed: null });
    return { changed: next.entities.length, removed: 0 };
  }
  const before = JSON.parse(new TextDecoder().decode(stored)) as Fingerprints;
  const { changed, removed } = compareVersions(before, next.marks);
  if (changed.length + removed.length === 0) return { changed: 0, removed: 0 };
  const from = serving.sha256;
  const key = changesKey({ listId, sha256, matcher: MATCHER_VERSION, from });
  const isChanged = new Set(changed);
  await deps.shelf.put(key, packSegment(buildIndex(next.entities.filter(({ id }) => isChanged.has(id)))));
  await deps.shelf.put(removedKey({ listId, sha256, from }), utf8(JSON.stringify(removed)));
  await deps.send({ ...message, segments: [key], removed: removedKey({ listId, sha256, from }) });
  return { changed: changed.length, removed: removed.length };
}
