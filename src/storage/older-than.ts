import { and, eq, lt, or, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Cursor } from "../kernel/cursor.ts";

/** Which rows come after a place in a list that runs newest first, and by id within an instant; all without a place. */
export const olderThan = (
  { createdAt, id }: { createdAt: SQLiteColumn; id: SQLiteColumn },
  after: Cursor | null,
): SQL | undefined =>
  after ? or(lt(createdAt, after.at), and(eq(createdAt, after.at), lt(id, after.id))) : undefined;
