import { expect, test } from "vitest";
import { birthDateFault } from "../../../src/features/users/birth-date.ts";

const NOW = Date.UTC(2026, 5, 15, 12);

test.each([
  ["1990-01-15", null],
  ["2026-06-15", null],
  // 12:00 UTC is 02:00 of the next day on Kiritimati (UTC+14), where a child may have been born already.
  ["2026-06-16", null],
  ["2026-06-17", "DATE_IN_FUTURE"],
  ["2126-01-01", "DATE_IN_FUTURE"],
  ["1896-06-16", null],
  ["1896-06-15", "INVALID_DATE"],
  ["0001-01-01", "INVALID_DATE"],
])("born on %s is %s", (date, fault) => {
  expect(birthDateFault(date, NOW)).toBe(fault);
});
