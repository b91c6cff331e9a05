import type { OpenSession } from "../sql/session.ts";
import { translateError } from "./translate.ts";

/**
 * Opens PostgreSQL by postgres.js over `cloudflare:sockets`. One connection for one use: a Worker may not share a
 * socket between requests, and Hyperdrive keeps the real connections warm.
 */
export const openPostgres: OpenSession = async ({ connectionString, tls, timeoutMs }) => {
  // At first use: an isolate without such a connector does not pay for the driver at its start.
  const { default: postgres } = await import("postgres");
  const sql = postgres(connectionString, {
    max: 1,
    // Types are read as text, so the catalogue need not be asked for them.
    fetch_types: false,
    // Behind a pooler the next statement may meet another connection, that knows no prepared one.
    prepare: false,
    connect_timeout: Math.ceil(timeoutMs / 1_000),
    onnotice: () => undefined,
    ...(tls ? { ssl: "verify-full" as const } : {}),
  });
  return {
    async run({ text, params }) {
      try {
        const rows = await sql.unsafe(text, [...params]);
        return { rows: [...rows], changed: rows.count ?? 0 };
      } catch (error) {
        throw translateError(error);
      }
    },
    close: () => void sql.end({ timeout: 0 }).catch(() => undefined),
  };
};
