import { ConnectorFault } from "../fault.ts";
import type { OpenSession } from "../sql/session.ts";
import { translateError } from "./translate.ts";

/** What is used of the driver's connection, whose own types want Node's. */
interface Connection {
  on(event: "error", heard: () => void): void;
  query(text: string): Promise<[unknown, unknown]>;
  execute(text: string, params: unknown[]): Promise<[unknown, unknown]>;
  destroy(): void;
}

/**
 * Opens MySQL or MariaDB by mysql2 over the platform's sockets. One connection for one use, as with PostgreSQL.
 * Throws `ConnectorFault`.
 */
export const openMysql: OpenSession = async ({ connectionString, tls, timeoutMs }) => {
  // At first use: an isolate without such a connector does not pay for the driver at its start.
  const { createConnection } = await import("mysql2/promise");
  const url = new URL(connectionString);
  const connection = (await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    connectTimeout: timeoutMs,
    // A Worker may not make code of text, which is how the driver would parse rows.
    disableEval: true,
    ...(tls ? { ssl: { rejectUnauthorized: true } } : {}),
  }).catch((error: unknown) => {
    const fault = translateError(error);
    // Without a word of the server's own, it was not reached: in a Worker the socket does not say why.
    throw fault.code === "BAD_ANSWER" ? new ConnectorFault("CONNECTION_REFUSED", { cause: error }) : fault;
  })) as unknown as Connection;
  // A connection that breaks while nobody waits for it says so by an event, which unheard would end the isolate.
  connection.on("error", () => undefined);
  return {
    async run({ text, params }) {
      try {
        const [result] =
          params.length === 0 ? await connection.query(text) : await connection.execute(text, [...params]);
        if (Array.isArray(result)) return { rows: result as Record<string, unknown>[], changed: 0 };
        return { rows: [], changed: (result as { affectedRows: number }).affectedRows };
      } catch (error) {
        throw translateError(error);
      }
    },
    close: () => connection.destroy(),
  };
};
