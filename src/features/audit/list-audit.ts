import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { decodeCursor, pageOf } from "../../kernel/cursor.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { Database } from "../../storage/database.ts";
import type { AuditData, AuditQuery } from "./schemas.ts";
import { listRows } from "./store.ts";

/** What was done in a tenant, newest first. Holds ids, codes and counts; never a person's data. */
export async function listAudit(
  deps: { database: Database },
  caller: Caller,
  query: AuditQuery,
): Promise<AuditData> {
  requireScope(caller, "audit:read");
  const { limit, cursor, after, before, ...filter } = query;
  const place = cursor === undefined ? null : decodeCursor(cursor);
  if (cursor !== undefined && !place) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "cursor", code: "INVALID_CURSOR", message: "" }],
    });
  }
  const instants = {
    after: after === undefined ? undefined : Date.parse(after),
    before: before === undefined ? undefined : Date.parse(before),
  };
  const found = await listRows(
    deps.database,
    caller.tenantId,
    { ...filter, ...instants },
    place?.at ?? null,
    limit + 1,
  );
  // Rows are numbered, so the number is the place.
  const { rows, nextCursor } = pageOf(found, limit, ({ row }) => ({ at: row.seq, id: "seq" }));
  return {
    items: rows.map(({ row, hash }) => ({
      seq: row.seq,
      at: toInstant(row.at),
      actor: row.actor,
      action: row.action,
      target: { type: row.targetType, id: row.targetId },
      requestId: row.requestId,
      details: row.details,
      hash,
    })),
    nextCursor,
  };
}
