import { getTableColumns, type InferInsertModel, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./database.ts";

/**
 * One statement that inserts any number of rows: they travel as one JSON text, since D1 binds 100 values a statement
 * but takes texts of 2 MB. What all rows have in common travels once.
 * @param computed columns whose value the database works out; `key` counts the rows from 0
 */
export function insertSet<T extends SQLiteTable>(
  database: Database,
  table: T,
  rows: readonly InferInsertModel<T>[],
  computed: Record<string, SQL> = {},
): Statement {
  const columns = Object.entries(getTableColumns(table) as Record<string, SQLiteColumn>);
  const sent: unknown[][] = rows.map(() => []);
  const selected = columns.map(([name, column]) => {
    const given = computed[name];
    if (given) return given;
    const values = rows.map((row) => (row as Record<string, unknown>)[name]);
    if (values.every((value) => value === values[0])) return sql`${driverValue(column, values[0])}`;
    const at = (sent[0] as unknown[]).length;
    values.forEach((value, row) => {
      (sent[row] as unknown[]).push(driverValue(column, value));
    });
    return sql`value ->> ${sql.raw(String(at))}`;
  });
  return database
    .insert(table)
    .select(sql`SELECT ${sql.join(selected, sql`, `)} FROM json_each(${JSON.stringify(sent)})`);
}

const driverValue = (column: SQLiteColumn, value: unknown) =>
  value === null || value === undefined ? null : column.mapToDriverValue(value);
