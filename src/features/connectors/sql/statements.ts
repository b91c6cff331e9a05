import type { StatusWrite } from "../port.ts";
import type { SqlSettings } from "../settings.ts";
import type { SqlStatement } from "./session.ts";

/** In what two databases differ. */
export interface Dialect {
  quote(name: string): string;
  /** The placeholder of the parameter with this number, from 1. */
  placeholder(number: number): string;
  /** The value as text, so that rows of every driver look alike. */
  asText(expression: string): string;
  /** A statement that names (as `excess`) a right over the table that no connector needs, where one can be asked. */
  excess: string | null;
  /** The parameter as an instant of ISO 8601. */
  instant(ms: number): string;
}

export const POSTGRES: Dialect = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  placeholder: (number) => `$${number}`,
  asText: (expression) => `CAST(${expression} AS text)`,
  excess: `SELECT CASE WHEN rolsuper THEN 'SUPERUSER'
    WHEN has_table_privilege(current_user, $1, 'DELETE') THEN 'DELETE'
    WHEN has_table_privilege(current_user, $1, 'TRUNCATE') THEN 'TRUNCATE'
    WHEN has_table_privilege(current_user, $1, 'INSERT') THEN 'INSERT' END AS excess
    FROM pg_roles WHERE rolname = current_user`,
  instant: (ms) => new Date(ms).toISOString(),
};

export const MYSQL: Dialect = {
  quote: (name) => `\`${name.replaceAll("`", "``")}\``,
  placeholder: () => "?",
  asText: (expression) => `CAST(${expression} AS CHAR)`,
  excess: null,
  // DATETIME takes no zone: UTC is written.
  instant: (ms) => new Date(ms).toISOString().slice(0, 23).replace("T", " "),
};

type Table = SqlSettings["table"];
const tableName = (dialect: Dialect, { schema, name }: Table) =>
  schema === undefined ? dialect.quote(name) : `${dialect.quote(schema)}.${dialect.quote(name)}`;

/** Asks for rights that no connector needs; null where the database cannot be asked. */
export const excessStatement = (dialect: Dialect, table: Table): SqlStatement | null =>
  dialect.excess === null ? null : { text: dialect.excess, params: [tableName(dialect, table)] };

/** The columns that a look-up reads, by the names it gives them. */
export function readColumns(settings: SqlSettings, lookupColumn: string): Record<string, string> {
  return {
    key: settings.keyColumn,
    sought: lookupColumn,
    ...(settings.blockColumn === null ? {} : { blocked: settings.blockColumn }),
    ...Object.fromEntries(Object.entries(settings.prefill).map(([field, name]) => [`f_${field}`, name])),
  };
}

/** Finds the person by one column; a second row tells that the column is not unique. */
export function lookupStatement(
  dialect: Dialect,
  settings: SqlSettings,
  rule: SqlSettings["lookup"][number],
  value: string,
): SqlStatement {
  const columns = Object.entries(readColumns(settings, rule.column)).map(
    ([alias, name]) => `${dialect.asText(dialect.quote(name))} AS ${dialect.quote(alias)}`,
  );
  const sought = dialect.quote(rule.column);
  // A mail address is the same in whatever capitals; an index on lower(column) serves it.
  const left = rule.by === "email" && !settings.blinded ? `lower(${sought})` : sought;
  return {
    text: `SELECT ${columns.join(", ")} FROM ${tableName(dialect, settings.table)} WHERE ${left} = ${dialect.placeholder(1)} LIMIT 2`,
    params: [value],
  };
}

/** Writes a status where the row holds none, or an older one. */
export function writeStatement(
  dialect: Dialect,
  settings: SqlSettings,
  write: StatusWrite,
  guard = "",
): SqlStatement {
  const to = settings.writeBack;
  if (!to) throw new Error("a connector that does not write");
  const params: string[] = [];
  const next = (value: string) => {
    params.push(value);
    return dialect.placeholder(params.length);
  };
  const set = [`${dialect.quote(to.statusColumn)} = ${next(write.status)}`];
  set.push(`${dialect.quote(to.sequenceColumn)} = ${next(`${write.sequence}`)}`);
  if (to.updatedAtColumn)
    set.push(`${dialect.quote(to.updatedAtColumn)} = ${next(dialect.instant(write.at))}`);
  if (to.userIdColumn) set.push(`${dialect.quote(to.userIdColumn)} = ${next(write.userId)}`);
  const sequence = dialect.quote(to.sequenceColumn);
  const isRow = `${dialect.quote(settings.keyColumn)} = ${next(write.key)}`;
  const isOlder = `(${sequence} IS NULL OR ${sequence} < ${next(`${write.sequence}`)})`;
  return {
    text: `UPDATE ${tableName(dialect, settings.table)} SET ${set.join(", ")} WHERE ${isRow} AND ${isOlder}${guard}`,
    params,
  };
}

/** The sequence that the row holds. */
export function heldStatement(dialect: Dialect, settings: SqlSettings, key: string): SqlStatement {
  const to = settings.writeBack;
  if (!to) throw new Error("a connector that does not write");
  return {
    text: `SELECT ${dialect.asText(dialect.quote(to.sequenceColumn))} AS held FROM ${tableName(dialect, settings.table)} WHERE ${dialect.quote(settings.keyColumn)} = ${dialect.placeholder(1)} LIMIT 2`,
    params: [key],
  };
}

/** Reads one column of the table, and no row. */
export const columnStatement = (dialect: Dialect, table: Table, name: string): SqlStatement => ({
  text: `SELECT ${dialect.quote(name)} FROM ${tableName(dialect, table)} WHERE 1 = 0`,
  params: [],
});

/** Reads no column and no row: that the table is there. */
export const tableStatement = (dialect: Dialect, table: Table): SqlStatement => ({
  text: `SELECT 1 FROM ${tableName(dialect, table)} WHERE 1 = 0`,
  params: [],
});
