import { noteRefresh } from "./list-store.ts";
import type { LoadDeps, LoadOptions } from "./load-deps.ts";
import { type LoadOutcome, loadList } from "./load-list.ts";
import type { ListSource } from "./source.ts";

/** Loads a list from files at hand, without its publisher, and notes how it ended beside the list. */
export async function importList(
  deps: LoadDeps,
  source: ListSource,
  files: ReadonlyMap<string, Uint8Array>,
  options: Omit<LoadOptions, "fromPublisher">,
): Promise<LoadOutcome> {
  const result = await loadList(deps, source, files, { ...options, fromPublisher: false });
  await noteRefresh(deps.database, {
    listId: source.listId,
    checkedAt: deps.clock(),
    outcome: result.outcome,
    reason: result.outcome === "rejected" ? result.reason : null,
    // The publisher's servers are asked anew: what they said was of other files.
    validators: {},
  });
  return result;
}
