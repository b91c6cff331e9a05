import { type Caller, requireScope } from "../../kernel/caller.ts";
import { decodeCursor, pageOf } from "../../kernel/cursor.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { UserData } from "./answers.ts";
import type { UsersDeps } from "./deps.ts";
import { listUserRows } from "./list-store.ts";
import { identifierIndex } from "./profile.ts";
import type { UsersQuery } from "./schemas.ts";
import { viewUser } from "./view.ts";

/**
 * The tenant's users, newest first, without the persons' data. An identifier and a mail address are looked for by
 * their blind index: exactly, and without opening anybody's data.
 */
export async function listUsers(
  deps: UsersDeps,
  caller: Caller,
  query: UsersQuery,
): Promise<{ items: UserData[]; nextCursor: string | null }> {
  requireScope(caller, "users:read");
  const { tenantId } = caller;
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
  if (query.cursor !== undefined && !after) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "cursor", code: "INVALID_CURSOR", message: "" }],
    });
  }
  const { identifierType: type, identifierCountry: country, identifierNumber: number, email } = query;
  const filter = {
    externalId: query.externalId,
    status: query.status,
    createdAfter: instant(query.createdAfter),
    createdBefore: instant(query.createdBefore),
    identifierIndex:
      type && country && number
        ? await identifierIndex(deps.vault, tenantId, { type, country, number })
        : undefined,
    emailIndex: email && (await deps.vault.blindIndex(tenantId, "users.email_index", email.toLowerCase())),
  };
  const found = await listUserRows(deps.database, tenantId, filter, query.limit + 1, after);
  const { rows, nextCursor } = pageOf(found, query.limit, (row) => ({ at: row.createdAt, id: row.id }));
  return { items: rows.map(viewUser), nextCursor };
}

const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
