import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { type Advance, type FinishedCheck, planAdvance } from "../users/advance.ts";
import type { UsersDeps } from "../users/deps.ts";

/** What checks do to their user; nothing where there is none, the enrolment is over, or it was erased meanwhile. */
export async function advanceIfOpen(
  deps: UsersDeps,
  caller: Caller,
  userId: string | null,
  checks: readonly FinishedCheck[],
): Promise<Advance | null> {
  if (userId === null) return null;
  try {
    return await planAdvance(deps, caller, userId, checks);
  } catch (error) {
    const isOver =
      error instanceof EnrollError && (error.code === "INVALID_TRANSITION" || error.code === "NOT_FOUND");
    if (isOver) return null;
    throw error;
  }
}
