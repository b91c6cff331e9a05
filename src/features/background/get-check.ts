import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { CriminalData } from "./criminal-schemas.ts";
import type { BackgroundDeps } from "./deps.ts";
import { findCheck } from "./store.ts";
import type { WatchlistData } from "./watchlist-schemas.ts";

/** The result of a check, with what a person has decided of its hits. Throws `NOT_FOUND` for an unknown, foreign or erased one. */
export async function getCheck(
  deps: BackgroundDeps,
  caller: Caller,
  checkId: string,
): Promise<WatchlistData | CriminalData> {
  requireScope(caller, "background:read");
  const check = await findCheck(deps, caller, checkId);
  if (!check) throw new EnrollError("NOT_FOUND");
  return check;
}
