/** What can be wrong with a source outside, in words that tell its owner where to look. */
export const CONNECTOR_FAULTS = [
  "BINDING_NOT_ALLOWED",
  "ADDRESS_NOT_ALLOWED",
  "DNS_FAILED",
  "CONNECTION_REFUSED",
  "TLS_FAILED",
  "AUTH_FAILED",
  "DATABASE_NOT_FOUND",
  "TABLE_NOT_FOUND",
  "COLUMN_NOT_FOUND",
  "PERMISSION_DENIED",
  "VALUE_NOT_ACCEPTED",
  "NOT_UNIQUE",
  "ROW_NOT_FOUND",
  "TIMEOUT",
  "CONNECTION_LOST",
  "UNAVAILABLE",
  "HTTP_ERROR",
  "BAD_ANSWER",
  "QUERY_FAILED",
] as const;
export type ConnectorFaultCode = (typeof CONNECTOR_FAULTS)[number];

/** What works and should not stay as it is. */
export const CONNECTOR_WARNINGS = ["SLOW", "EXCESS_PRIVILEGE"] as const;
export type ConnectorWarningCode = (typeof CONNECTOR_WARNINGS)[number];
