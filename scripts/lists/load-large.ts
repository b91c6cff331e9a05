import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import type { ListsDeps } from "../../src/features/background/consume-lists.ts";
import {
  type LargeOptions,
  type LargeOutcome,
  loadLargeList,
} from "../../src/features/background/lists/large/load-large.ts";
import { noteRefresh } from "../../src/features/background/lists/list-store.ts";
import { readOpenSanctions } from "../../src/features/background/lists/open-sanctions/source.ts";

// Entries and index of a larger file would not fit in an isolate (48 MB of CSV are about 120,000 entries).
const LARGE_BYTES = 24 * 1024 * 1024;

/** Whether a file goes into the database instead of into segments. */
export const isLarge = (file: string): boolean => statSync(file).size > LARGE_BYTES;

/** Loads a file of a dataset of OpenSanctions of any size, read as a stream; goes on where a kill stopped it. */
export async function loadLargeFile(
  deps: ListsDeps,
  at: { listId: string; name: string; file: string; leastEntities: number },
  options: Omit<LargeOptions, "fromPublisher">,
): Promise<LargeOutcome> {
  const { listId, name, file, leastEntities } = at;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  const open = () => readOpenSanctions(listId, name, createReadStream(file), { misencodedLines: 0 });
  const outcome = await loadLargeList(
    deps,
    { listId, name, leastEntities, sha256: hash.digest("hex"), bytes: statSync(file).size, open },
    { ...options, fromPublisher: false },
  );
  if (outcome.outcome !== "more") {
    await noteRefresh(deps.database, {
      listId,
      checkedAt: deps.clock(),
      outcome: outcome.outcome,
      reason: outcome.outcome === "rejected" ? outcome.reason : null,
      validators: {},
    });
  }
  return outcome;
}
