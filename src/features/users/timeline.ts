import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { decodeCursor, pageOf } from "../../kernel/cursor.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { UsersDeps } from "./deps.ts";
import { findEvents, findStatus } from "./store.ts";

/** What happened to a user, newest first. Throws `NOT_FOUND` for an unknown or foreign user. */
export async function readTimeline(
  deps: UsersDeps,
  caller: Caller,
  input: { userId: string; limit: number; cursor?: string | undefined },
) {
  requireScope(caller, "users:read");
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor);
  if (input.cursor !== undefined && !after) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "cursor", code: "INVALID_CURSOR", message: "" }],
    });
  }
  const user = await findStatus(deps.database, caller.tenantId, input.userId);
  if (!user) throw new EnrollError("NOT_FOUND");
  // A user's events are numbered, so the number is the place: two of one instant keep their order.
  const below = after?.at ?? null;
  const found = await findEvents(deps.database, caller.tenantId, input.userId, below, input.limit + 1);
  const { rows, nextCursor } = pageOf(found, input.limit, (row) => ({ at: row.sequence ?? 0, id: row.id }));
  return {
    items: rows.map((row) => ({
      id: row.id,
      type: row.type,
      sequence: row.sequence ?? 0,
      data: row.data,
      createdAt: toInstant(row.createdAt),
    })),
    nextCursor,
  };
}
