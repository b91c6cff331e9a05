import { issueMessage } from "../../../i18n/messages.ts";
import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { decodeCursor, encodeCursor, pageOf } from "../../../kernel/cursor.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import type { UsersDeps } from "../deps.ts";
import { findImport, listErrorRows, listImportRows } from "./import-store.ts";
import type { ImportData, ImportErrorsData } from "./schemas.ts";
import { viewImport } from "./view.ts";

interface Page {
  limit: number;
  cursor?: string | undefined;
}

/** How far an import has come. Throws `NOT_FOUND`. */
export async function readImport(deps: UsersDeps, caller: Caller, importId: string): Promise<ImportData> {
  requireScope(caller, "users:read");
  const row = await findImport(deps.database, caller.tenantId, importId);
  if (!row) throw new EnrollError("NOT_FOUND");
  return viewImport(row);
}

/** The tenant's imports, newest first. */
export async function listImports(deps: UsersDeps, caller: Caller, { limit, cursor }: Page) {
  requireScope(caller, "users:read");
  const found = await listImportRows(deps.database, caller.tenantId, limit + 1, placeOf(cursor));
  const { rows, nextCursor } = pageOf(found, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { items: rows.map(viewImport), nextCursor };
}

/** What was wrong with single rows, in the order of the file, in the caller's language. Throws `NOT_FOUND`. */
export async function readImportErrors(
  deps: UsersDeps,
  caller: Caller,
  { importId, limit, cursor }: Page & { importId: string },
): Promise<ImportErrorsData> {
  requireScope(caller, "users:read");
  const { tenantId, locale } = caller;
  if (!(await findImport(deps.database, tenantId, importId))) throw new EnrollError("NOT_FOUND");
  const place = placeOf(cursor);
  const after = place && { row: place.at, at: Number(place.id) };
  const found = await listErrorRows(deps.database, tenantId, importId, limit + 1, after);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ row, outcome, field, code, bound, userId }) => ({
      row,
      outcome,
      field,
      code,
      message: issueMessage(locale, code, bound ?? undefined) ?? code,
      ...(userId === null ? {} : { userId }),
    })),
    nextCursor: found.length > limit && last ? encodeCursor({ at: last.row, id: String(last.at) }) : null,
  };
}

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const place = decodeCursor(cursor);
  if (place) return place;
  throw new EnrollError("VALIDATION_FAILED", {
    details: [{ field: "cursor", code: "INVALID_CURSOR", message: "" }],
  });
}
