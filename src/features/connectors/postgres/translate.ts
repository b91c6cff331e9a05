import type { ConnectorFaultCode } from "../../../kernel/connector-faults.ts";
import { ConnectorFault } from "../fault.ts";

/** SQLSTATE → fault (PostgreSQL, Appendix A), the full code first, then its class of two characters. */
const BY_STATE: Record<string, ConnectorFaultCode> = {
  "3D000": "DATABASE_NOT_FOUND",
  "42P01": "TABLE_NOT_FOUND",
  "3F000": "TABLE_NOT_FOUND",
  "42703": "COLUMN_NOT_FOUND",
  "42501": "PERMISSION_DENIED",
  "42804": "VALUE_NOT_ACCEPTED", // datatype_mismatch
  "42883": "VALUE_NOT_ACCEPTED", // no such operator: lower(integer)
  "57014": "TIMEOUT", // query_canceled, as by statement_timeout
  "57P01": "CONNECTION_LOST", // admin_shutdown
  "57P02": "CONNECTION_LOST",
  "57P03": "UNAVAILABLE", // cannot_connect_now
  "57P05": "CONNECTION_LOST",
  "25006": "PERMISSION_DENIED", // read_only_sql_transaction
  "28": "AUTH_FAILED",
  "08": "CONNECTION_LOST",
  "53": "UNAVAILABLE", // insufficient resources, too_many_connections
  "55": "UNAVAILABLE", // lock_not_available
  "40": "UNAVAILABLE", // serialization failure, deadlock
  "58": "UNAVAILABLE", // system_error: what Hyperdrive says when it does not reach the database
  "22": "VALUE_NOT_ACCEPTED",
  "23": "VALUE_NOT_ACCEPTED",
};

/** What an error of the driver means; never its text, which may quote values. */
export function translateError(error: unknown): ConnectorFault {
  if (error instanceof ConnectorFault) return error;
  // The driver could not turn our text into the column's type (an instant).
  if (error instanceof RangeError) return new ConnectorFault("VALUE_NOT_ACCEPTED", { cause: error });
  const { code, message } = error as { code?: unknown; message?: unknown };
  const text = typeof message === "string" ? message : "";
  const state = typeof code === "string" ? code : "";
  if (/^[0-9A-Z]{5}$/.test(state)) {
    const found = BY_STATE[state] ?? BY_STATE[state.slice(0, 2)];
    return found
      ? new ConnectorFault(found, { cause: error })
      : new ConnectorFault("QUERY_FAILED", { subject: state, cause: error });
  }
  return new ConnectorFault(faultOfConnection(state, text), { cause: error });
}

function faultOfConnection(code: string, text: string): ConnectorFaultCode {
  if (code === "CONNECT_TIMEOUT") return "TIMEOUT";
  if (/^CONNECTION_/.test(code)) return "CONNECTION_LOST";
  if (/^(SASL_|AUTH_TYPE)/.test(code)) return "AUTH_FAILED";
  if (/connection lost|disconnected|reset|ECONNRESET|closed/i.test(`${code} ${text}`))
    return "CONNECTION_LOST";
  return "BAD_ANSWER";
}
