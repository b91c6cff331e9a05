import { expect, test } from "vitest";
import { translateError } from "../../../../src/features/connectors/mysql/translate.ts";

// As mysql2 3.24 reports what MariaDB 10.11 answered.
test.each([
  [{ code: "ER_ACCESS_DENIED_ERROR", errno: 1045, sqlState: "28000" }, "AUTH_FAILED", null],
  [{ code: "ER_DBACCESS_DENIED_ERROR", errno: 1044, sqlState: "42000" }, "PERMISSION_DENIED", null],
  [{ code: "ER_NO_SUCH_TABLE", errno: 1146, sqlState: "42S02" }, "TABLE_NOT_FOUND", null],
  [{ code: "ER_BAD_FIELD_ERROR", errno: 1054, sqlState: "42S22" }, "COLUMN_NOT_FOUND", null],
  [{ code: "ER_PARSE_ERROR", errno: 1064, sqlState: "42000" }, "QUERY_FAILED", "42000"],
  [{ code: "PROTOCOL_CONNECTION_LOST", message: "Connection lost" }, "CONNECTION_LOST", null],
  [{ message: "TLS Handshake Failed." }, "TLS_FAILED", null],
  [{ message: "something else" }, "BAD_ANSWER", null],
])("%j is %s", (error, code, subject) => {
  expect(translateError(Object.assign(new Error(), error))).toMatchObject({ code, subject });
});
