import { type SQL, sql } from "drizzle-orm";

/** The right side of an IN, as one bound value however many there are: D1 binds 100. */
export const among = (values: readonly unknown[]): SQL =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
