import { expect, test } from "vitest";
import { ConnectorFault } from "../../../../src/features/connectors/fault.ts";
import { translateError } from "../../../../src/features/connectors/postgres/translate.ts";

// SQLSTATEs of PostgreSQL's Appendix A, and codes of postgres.js 3.4.
test.each([
  ["28P01", "AUTH_FAILED", null],
  ["3D000", "DATABASE_NOT_FOUND", null],
  ["42P01", "TABLE_NOT_FOUND", null],
  ["42703", "COLUMN_NOT_FOUND", null],
  ["42501", "PERMISSION_DENIED", null],
  ["25006", "PERMISSION_DENIED", null],
  ["22P02", "VALUE_NOT_ACCEPTED", null],
  ["23514", "VALUE_NOT_ACCEPTED", null],
  ["53300", "UNAVAILABLE", null],
  ["57P03", "UNAVAILABLE", null],
  ["57P01", "CONNECTION_LOST", null],
  ["57014", "TIMEOUT", null],
  ["42601", "QUERY_FAILED", "42601"],
  ["CONNECTION_CLOSED", "CONNECTION_LOST", null],
  ["CONNECT_TIMEOUT", "TIMEOUT", null],
  ["", "BAD_ANSWER", null],
])("%s is %s", (given, code, subject) => {
  expect(translateError(Object.assign(new Error("x"), { code: given }))).toMatchObject({ code, subject });
});

test("an instant that is none is a value that the column does not take", () => {
  expect(translateError(new RangeError("Invalid time value")).code).toBe("VALUE_NOT_ACCEPTED");
});

test("a fault stays what it is, and none carries the server's text", () => {
  const fault = new ConnectorFault("TLS_FAILED");
  expect(translateError(fault)).toBe(fault);
  expect(translateError(Object.assign(new Error("Key (email)=(ana@x)"), { code: "23505" })).message).toBe(
    "VALUE_NOT_ACCEPTED",
  );
});
