import type { Caller } from "../../kernel/caller.ts";
import type { BackgroundDeps } from "./deps.ts";
import { describeLists } from "./describe-lists.ts";
import type { ListData } from "./list-schemas.ts";
import type { ServingList } from "./lists/catalogue.ts";
import { knownList } from "./lists/known-lists.ts";
import { openOwnLists } from "./own-lists/open-own-lists.ts";
import { ownListId, ownListOf } from "./own-lists/own-list-id.ts";
import { findOwnLists } from "./own-lists/own-list-store.ts";
import { refused } from "./subject.ts";

/** The lists that a check rests on. */
export interface OpenedLists {
  serving: ServingList[];
  /** What each that was asked for was worth, in the order asked. */
  described: ListData[];
}

/**
 * Opens the lists asked for, or all that serve and all of the tenant's own. Throws `VALIDATION_FAILED` for a list
 * that does not exist, or is another tenant's.
 */
export async function openLists(
  deps: BackgroundDeps,
  caller: Caller,
  asked: readonly string[] | undefined,
): Promise<OpenedLists> {
  const own = (await findOwnLists(deps.database, caller.tenantId)).map(({ id }) => ownListId(id));
  const published = (await deps.lists.versions()).map((list) => list.id);
  const exists = (id: string) =>
    ownListOf(id) === null ? published.includes(id) || knownList(id) !== null : own.includes(id);
  asked?.forEach((id, at) => {
    if (!exists(id)) throw refused(caller, `lists.${at}`, "INVALID_CHOICE");
  });
  const listIds = [...new Set(asked ?? [...published, ...own])];
  const serving = [
    ...(await deps.lists.open(listIds.filter((id) => ownListOf(id) === null))),
    ...(await openOwnLists(deps, caller.tenantId, listIds)),
  ];
  return { serving, described: describeLists(listIds, serving) };
}
