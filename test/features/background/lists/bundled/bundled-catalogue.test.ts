import { describe, expect, it } from "vitest";
import {
  bundledCatalogue,
  bundledEntities,
} from "../../../../../src/features/background/lists/bundled/bundled-catalogue.ts";
import { isCountry } from "../../../../../src/kernel/countries.ts";

const LISTS = ["un_sc", "us_ofac_sdn", "eu_fsf", "gb_sanctions"] as const;

describe("the bundled designations", () => {
  it("say of every list that it is bundled, stale and of which day", async () => {
    const versions = await bundledCatalogue().versions();
    expect(versions.map((version) => version.id)).toEqual([...LISTS]);
    for (const version of versions) {
      expect(version).toMatchObject({ bundled: true, stale: true, publishedAt: null, fetchedAt: null });
      expect(version.version).toMatch(/^bundled-\d{4}-\d{2}-\d{2}$/);
      expect(version.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(version.entities).toBeGreaterThan(0);
    }
  });

  it("have an id, a name, a programme and plausible facts each", () => {
    for (const list of LISTS) {
      const entities = bundledEntities(list);
      expect(new Set(entities.map((entity) => entity.id)).size).toBe(entities.length);
      for (const entity of entities) {
        expect(entity.names[0]?.kind, entity.id).toBe("primary");
        expect(
          entity.programmes.every((programme) => programme !== ""),
          entity.id,
        ).toBe(true);
        expect(entity.countries.every(isCountry), entity.id).toBe(true);
        for (const date of entity.birthDates) {
          expect(date.year, entity.id).toBeGreaterThan(1920);
          expect(date.year, entity.id).toBeLessThan(2010);
        }
      }
    }
  });

  it("open only the lists asked for", async () => {
    const opened = await bundledCatalogue().open(["un_sc", "fbi_wanted"]);
    expect(opened.map((list) => list.version.id)).toEqual(["un_sc"]);
  });
});
