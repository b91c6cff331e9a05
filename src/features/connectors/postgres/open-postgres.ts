import type { OpenSession } from "../sql/session.ts";
import { driverSocket } from "./driver-socket.ts";
import { translateError } from "./translate.ts";

const DEFAULT_PORT = 5432;

/**
 * Opens PostgreSQL by postgres.js over `cloudflare:sockets`. One connection for one use: a Worker may not share a
 * socket between requests, and Hyperdrive keeps the real connections warm.
 */
export const openPostgres: OpenSession = async ({ connectionString, tls, timeoutMs }) => {
  // At first use: an isolate without such a connector does not pay for the driver at its start.
  const { default: postgres } = await import("postgres");
  const { hostname, port, username, password, pathname } = new URL(connectionString);
  const options = {
    host: hostname,
    port: Number(port || DEFAULT_PORT),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    max: 1,
    // TLS is the socket's affair.
    ssl: false,
    socket: () => driverSocket(hostname, Number(port || DEFAULT_PORT), tls),
    // Types are read as text, so the catalogue need not be asked for them.
    fetch_types: false,
    // Behind a pooler the next statement may meet another connection, that knows no prepared one.
    prepare: false,
    connect_timeout: Math.ceil(timeoutMs / 1_000),
    onnotice: () => undefined,
  };
  const sql = postgres(options);
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
