import type { ConnectorFaultCode } from "../../../kernel/connector-faults.ts";
import { ConnectorFault } from "../fault.ts";

/** Names of MySQL's and MariaDB's errors, and of the driver's own (MySQL 8.4 Error Reference). */
const BY_NAME: Record<string, ConnectorFaultCode> = {
  ER_ACCESS_DENIED_ERROR: "AUTH_FAILED",
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: "AUTH_FAILED",
  ER_NOT_SUPPORTED_AUTH_MODE: "AUTH_FAILED",
  AUTH_SWITCH_PLUGIN_ERROR: "AUTH_FAILED",
  ER_DBACCESS_DENIED_ERROR: "PERMISSION_DENIED",
  ER_TABLEACCESS_DENIED_ERROR: "PERMISSION_DENIED",
  ER_COLUMNACCESS_DENIED_ERROR: "PERMISSION_DENIED",
  ER_OPTION_PREVENTS_STATEMENT: "PERMISSION_DENIED", // a read-only replica
  ER_BAD_DB_ERROR: "DATABASE_NOT_FOUND",
  ER_NO_SUCH_TABLE: "TABLE_NOT_FOUND",
  ER_BAD_FIELD_ERROR: "COLUMN_NOT_FOUND",
  ER_TRUNCATED_WRONG_VALUE: "VALUE_NOT_ACCEPTED",
  ER_TRUNCATED_WRONG_VALUE_FOR_FIELD: "VALUE_NOT_ACCEPTED",
  ER_WRONG_VALUE: "VALUE_NOT_ACCEPTED",
  ER_DATA_TOO_LONG: "VALUE_NOT_ACCEPTED",
  WARN_DATA_TRUNCATED: "VALUE_NOT_ACCEPTED",
  ER_CON_COUNT_ERROR: "UNAVAILABLE",
  ER_USER_LIMIT_REACHED: "UNAVAILABLE",
  ER_TOO_MANY_USER_CONNECTIONS: "UNAVAILABLE",
  ER_LOCK_WAIT_TIMEOUT: "UNAVAILABLE",
  ER_LOCK_DEADLOCK: "UNAVAILABLE",
  ER_SERVER_SHUTDOWN: "CONNECTION_LOST",
  PROTOCOL_CONNECTION_LOST: "CONNECTION_LOST",
  ECONNRESET: "CONNECTION_LOST",
  EPIPE: "CONNECTION_LOST",
  ECONNREFUSED: "CONNECTION_REFUSED",
  ETIMEDOUT: "TIMEOUT",
  HANDSHAKE_NO_SSL_SUPPORT: "TLS_FAILED",
  HANDSHAKE_SSL_ERROR: "TLS_FAILED",
};

/** What an error of the driver means; never its text, which may quote values. */
export function translateError(error: unknown): ConnectorFault {
  if (error instanceof ConnectorFault) return error;
  const { code, sqlState, message } = error as { code?: unknown; sqlState?: unknown; message?: unknown };
  const name = typeof code === "string" ? code : "";
  const text = typeof message === "string" ? message : "";
  const known = BY_NAME[name];
  if (known) return new ConnectorFault(known, { cause: error });
  if (typeof sqlState === "string" && /^[0-9A-Z]{5}$/.test(sqlState)) {
    return new ConnectorFault("QUERY_FAILED", { subject: sqlState, cause: error });
  }
  return new ConnectorFault(faultOfConnection(text), { cause: error });
}

/** In a Worker the socket speaks in sentences instead of codes. */
function faultOfConnection(text: string): ConnectorFaultCode {
  if (/tls|certificate|handshake|ssl/i.test(text)) return "TLS_FAILED";
  if (/refused|cannot connect|could not connect|connect failed/i.test(text)) return "CONNECTION_REFUSED";
  if (/connection lost|disconnected|reset|closed|ended/i.test(text)) return "CONNECTION_LOST";
  return "BAD_ANSWER";
}
