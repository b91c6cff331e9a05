import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { IDENTIFIER_RULES } from "../../src/features/documents/national-ids/national-ids.ts";

const document = readFileSync(path.resolve(import.meta.dirname, "../../docs/national-ids.md"), "utf8");

describe("docs/national-ids.md", () => {
  it("has a row for every rule, with its form, its check digit and its source", () => {
    const rows = document.split("\n").filter((line) => line.startsWith("|"));
    const untold = IDENTIFIER_RULES.filter(({ country, types, layout, algorithm, source, title }) => {
      const parts = [`| ${country} |`, layout, source, ...(title === "Passport" ? [] : [`\`${types[0]}\``])];
      return !rows.some((row) => [...parts, algorithm ?? ""].every((part) => row.includes(part)));
    });
    expect(untold.map(({ country, types }) => `${country} ${types[0]}`)).toEqual([]);
  });
});
