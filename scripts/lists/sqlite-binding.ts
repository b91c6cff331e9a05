import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

type Value = string | number | null;

/**
 * A database of Node's own SQLite behind D1's interface, with the product's migrations applied: what statements cost
 * by themselves, without the distance to D1. `rows_read` is what came out: for statements that find every row by its
 * key, what D1 bills but for the rows of `json_each`.
 */
export function sqliteBinding(file: string): D1Database {
  const sqlite = new DatabaseSync(file);
  sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  for (const name of readdirSync("migrations").sort()) {
    if (name.endsWith(".sql")) sqlite.exec(readFileSync(path.join("migrations", name), "utf8"));
  }
  const run = (text: string, values: Value[]) => {
    const statement = sqlite.prepare(text);
    const results = statement.all(...values);
    return { results, success: true, meta: { rows_read: results.length } };
  };
  const prepared = (text: string, values: Value[] = []) => ({
    text,
    values,
    bind: (...bound: Value[]) => prepared(text, bound),
    all: async () => run(text, values),
    run: async () => run(text, values),
    raw: async () => {
      const statement = sqlite.prepare(text);
      statement.setReturnArrays(true);
      return statement.all(...values);
    },
  });
  const batch = async (statements: ReturnType<typeof prepared>[]) => {
    sqlite.exec("BEGIN");
    try {
      const results = statements.map(({ text, values }) => run(text, values));
      sqlite.exec("COMMIT");
      return results;
    } catch (error) {
      sqlite.exec("ROLLBACK");
      throw error;
    }
  };
  // What drizzle asks of a binding; anything else would fail loudly.
  return { prepare: (text: string) => prepared(text), batch } as unknown as D1Database;
}
