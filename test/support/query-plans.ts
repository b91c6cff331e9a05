import { expect } from "vitest";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { bindings } from "./deps.ts";

/** Opens the database, noting every statement that is sent. */
function noting(): { database: Database; sent: { sql: string; values: unknown[] }[] } {
  const sent: { sql: string; values: unknown[] }[] = [];
  const binding = new Proxy(bindings.DB, {
    get(target, name) {
      if (name !== "prepare") return Reflect.get(target, name).bind(target);
      return (sql: string) => {
        const statement = target.prepare(sql);
        return new Proxy(statement, {
          get(inner, method) {
            if (method !== "bind") return Reflect.get(inner, method).bind(inner);
            return (...values: unknown[]) => {
              sent.push({ sql, values });
              return inner.bind(...values);
            };
          },
        });
      };
    },
  });
  return { database: openDatabase(binding), sent };
}

/** How SQLite goes about every statement that a query sends. */
export async function plansOf(ask: (database: Database) => PromiseLike<unknown>): Promise<string[]> {
  const { database, sent } = noting();
  await ask(database);
  expect(sent.length).toBeGreaterThan(0);
  const plans: string[] = [];
  for (const { sql, values } of sent) {
    const { results } = await bindings.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>();
    plans.push(...results.map(({ detail }) => detail));
  }
  return plans;
}
