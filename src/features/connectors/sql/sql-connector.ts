import * as z from "zod";
import { ConnectorFault } from "../fault.ts";
import type { Connector, LookupKey, RegistryRecord } from "../port.ts";
import type { SqlSettings } from "../settings.ts";
import { within } from "../within.ts";
import { isBlocked } from "./blocked.ts";
import { probeSql } from "./probe.ts";
import type { SqlSession } from "./session.ts";
import type { SqlTarget } from "./sql-target.ts";
import { type Dialect, heldStatement, lookupStatement, writeStatement } from "./statements.ts";

/** Everything that a look-up reads is text or null. */
const readRow = z.record(z.string(), z.string().max(10_000).nullable());

/** The connector over a table of people. */
export function sqlConnector(target: SqlTarget): Connector {
  const { dialect, settings } = target;
  return {
    find: (keys) =>
      inSession(target, async (session) => {
        for (const key of keys) {
          const found = await findBy(session, dialect, settings, key);
          if (found) return found;
        }
        return null;
      }),
    write: (write) =>
      inSession(target, async (session) => {
        const { changed } = await session.run(writeStatement(dialect, settings, write));
        if (changed === 1) return "written";
        if (changed > 1) throw new ConnectorFault("NOT_UNIQUE", { subject: settings.keyColumn });
        const { rows } = await session.run(heldStatement(dialect, settings, write.key));
        if (rows.length === 0) throw new ConnectorFault("ROW_NOT_FOUND");
        return "newer";
      }),
    probe: () => probeSql(target),
  };
}

/** Work on a connection of its own, that is let go of whatever happens, within the connector's bound of time. */
export function inSession<T>(target: SqlTarget, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const { timeoutMs } = target.settings;
  return within(timeoutMs, async (signal) => {
    const session = await target.openSession({ ...(await target.reach()), timeoutMs });
    try {
      // What opened after its time must not start to work.
      if (signal.aborted) throw new ConnectorFault("TIMEOUT");
      signal.addEventListener("abort", () => session.close());
      return await work(session);
    } finally {
      session.close();
    }
  });
}

async function findBy(
  session: SqlSession,
  dialect: Dialect,
  settings: SqlSettings,
  key: LookupKey,
): Promise<RegistryRecord | null> {
  const rule = settings.lookup.find(
    ({ by, type, country }) => by === key.by && type === key.type && country === key.country,
  );
  if (!rule) return null;
  const { rows } = await session.run(lookupStatement(dialect, settings, rule, key.value)).catch((error) => {
    // A column of another type (a number, a uuid) cannot hold a text that is none: there is nobody.
    if (error instanceof ConnectorFault && error.code === "VALUE_NOT_ACCEPTED")
      return { rows: [], changed: 0 };
    throw error;
  });
  const parsed = z.array(readRow).safeParse(rows);
  if (!parsed.success) throw new ConnectorFault("BAD_ANSWER");
  // Databases call more alike than we do (`crm-42 `, accents, a text as the number 0): only the very same counts.
  const same = parsed.data.filter((row) => isSame(key, row.sought ?? null));
  if (same.length > 1) throw new ConnectorFault("NOT_UNIQUE", { subject: rule.column });
  const [row] = same;
  if (!row) return null;
  if (!row.key) throw new ConnectorFault("BAD_ANSWER", { subject: settings.keyColumn });
  return {
    key: row.key,
    matchedBy: key.by,
    blocked: settings.blockColumn !== null && isBlocked(row.blocked ?? null, settings.blockColumn),
    fields: Object.fromEntries(
      Object.entries(row).flatMap(([alias, value]) =>
        alias.startsWith("f_") && value !== null && value.trim() !== "" ? [[alias.slice(2), value]] : [],
      ),
    ),
  };
}

function isSame(key: LookupKey, held: string | null): boolean {
  if (held === null) return false;
  // CHAR columns are padded with blanks.
  const text = held.trimEnd();
  return key.by === "email" ? text.toLowerCase() === key.value.toLowerCase() : text === key.value;
}
