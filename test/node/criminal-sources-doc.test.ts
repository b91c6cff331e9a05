import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROVIDER_FAULTS } from "../../src/features/background/criminal/port.ts";
import { REGISTERS } from "../../src/features/background/criminal/registers.ts";
import { REQUEST_FIELDS } from "../../src/features/background/criminal/subject-fields.ts";

const document = readFileSync(path.resolve(import.meta.dirname, "../../docs/criminal-sources.md"), "utf8");

describe("docs/criminal-sources.md", () => {
  it("has a row for every register, as the program knows it", () => {
    const rows = document
      .split("\n")
      .filter((line) => line.startsWith("| `") && line.split("|").length === 7);
    expect(rows).toEqual(
      REGISTERS.map(
        ([id, country, name, authority, access]) =>
          `| \`${id}\` | ${country} | ${name} | ${authority} | ${access} |`,
      ),
    );
  });

  it("names every fault and every field", () => {
    const untold = [...PROVIDER_FAULTS, ...REQUEST_FIELDS].filter(
      (name) => !document.includes(`\`${name}\``),
    );
    expect(untold).toEqual([]);
  });
});
