import { describe, expect, it } from "vitest";
import { printedDate } from "../../../scripts/specimen/printed-date.ts";

describe("a printed date", () => {
  it.each([
    ["DD MMM YYYY", "en", "12 AUG 1994"],
    ["DD-MMM-YYYY", "es", "12-AGO-1994"],
    ["DD MMMM YYYY", "es", "12 AGOSTO 1994"],
    ["DD/MMM/YYYY", "pt", "12/AGO/1994"],
    ["DD MM YYYY", null, "12 08 1994"],
    ["MM/DD/YYYY", null, "08/12/1994"],
    ["YYYY-MM-DD", null, "1994-08-12"],
  ] as const)("%s (%s) is %s", (form, months, expected) => {
    expect(printedDate("1994-08-12", { form, months })).toBe(expected);
  });
});
