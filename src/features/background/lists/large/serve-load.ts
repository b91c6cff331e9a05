import { utf8 } from "../../../../kernel/bytes.ts";
import type { Statement } from "../../../../storage/database.ts";
import { entryIdKey } from "../../screening/blocking-keys.ts";
import { findServingOf, swapServing, type VersionRow } from "../list-store.ts";
import type { LoadDeps } from "../load-deps.ts";
import { removedKey } from "../shelf.ts";
import { nameVersion } from "../version-name.ts";
import type { LargeFile } from "./large-file.ts";
import { dropLoad, findHashes, findLoads, findMatchedIds, keyIn, type LoadRow } from "./large-store.ts";

/** Lets a load serve in the place of the one before, tells those who are monitored, and takes older ones away. */
export async function serveLoad(
  deps: LoadDeps,
  file: LargeFile,
  load: LoadRow,
  { publishedAt, fromPublisher }: { publishedAt: number | null; fromPublisher: boolean },
): Promise<void> {
  const { listId, sha256 } = file;
  const now = deps.clock();
  const before = (await findLoads(deps.database, listId)).filter(({ number }) => number < load.number);
  const serving = await findServingOf(deps.database, listId);
  await deps.database.batch(
    swapServing(deps.database, {
      listId,
      sha256,
      version: nameVersion(sha256, publishedAt),
      publishedAt,
      fetchedAt: now,
      confirmedAt: fromPublisher ? now : publishedAt,
      entities: load.done,
      loadNumber: load.number,
      segments: [],
      files: [{ name: file.name, sha256, bytes: file.bytes }],
      status: "serving",
      reason: null,
    }) as [Statement, ...Statement[]],
  );
  const removed = serving ? await keepRemoved(deps, file, load, serving) : null;
  // Without segments: monitored people are asked of the list itself, and what was known of them is not told again.
  await deps.send({ kind: "rescreen", listId, sha256, segments: [], removed, after: null });
  for (const old of before) if (old.number !== serving?.loadNumber) await dropLoad(deps.database, old);
}

/** Keeps which entries, of those that somebody is like, are gone; its key on the shelf, or null for none. */
async function keepRemoved(
  deps: LoadDeps,
  { listId, sha256 }: LargeFile,
  load: LoadRow,
  serving: VersionRow,
): Promise<string | null> {
  const ids = await findMatchedIds(deps.database, listId);
  const keyOf = (id: string) => keyIn(load.number, entryIdKey(id));
  const kept = await findHashes(deps.database, ids.map(keyOf));
  const gone = ids.filter((id) => !kept.has(keyOf(id)));
  if (gone.length === 0) return null;
  const key = removedKey({ listId, sha256, from: serving.sha256 });
  await deps.shelf.put(key, utf8(JSON.stringify(gone)));
  return key;
}
