import { describe, expect, it } from "vitest";
import { bundledEntities } from "../../../../src/features/background/lists/bundled/bundled-catalogue.ts";
import type { Entity } from "../../../../src/features/background/lists/entity.ts";
import { MATCH_SCORE, POTENTIAL_SCORE } from "../../../../src/features/background/screening/bands.ts";
import { buildIndex } from "../../../../src/features/background/screening/name-index.ts";
import { search } from "../../../../src/features/background/screening/search.ts";
import { anEntity } from "../support.ts";

const entity = (id: string, name: string, over: Partial<Entity> = {}) => anEntity({ id, name, ...over });
const FAMILY = buildIndex([
  entity("1", "Aurelio Quispe Mamani", { birthDates: [{ year: 1957, month: 3, day: 10, circa: false }] }),
  entity("2", "Aurelia Quispe Mamani", { gender: "F" }),
  entity("3", "Vessel Quispe", { type: "vessel" }),
  entity("4", "Zoltan Kovacs", { identifiers: [{ type: "passport", number: "HU998877", country: "HU" }] }),
  entity("5", "Shadow Corporation", {
    type: "organisation",
    names: [
      { text: "Shadow Corporation", kind: "primary", script: "Latn" },
      { text: "Umbra", kind: "weak_alias", script: "Latn" },
    ],
  }),
]);
const find = (name: string, more: object = {}, least = POTENTIAL_SCORE) =>
  search(FAMILY, { names: [name], ...more }, least);

describe("a search", () => {
  it("finds nobody for a name on no list", () => {
    expect(find("Wilhelmina Featherstonehaugh")).toEqual([]);
    expect(find("")).toEqual([]);
    expect(find("😀")).toEqual([]);
  });

  it("answers each entity once, by its best name, best first", () => {
    const hits = find("Aurelio Quispe Mamani", {}, 0.5);
    expect(hits.map((hit) => hit.entity.id).slice(0, 2)).toEqual(["1", "2"]);
    expect(new Set(hits.map((hit) => hit.entity.id)).size).toBe(hits.length);
  });

  it("takes the best of the names asked for", () => {
    const [hit] = search(FAMILY, { names: ["Somebody Else", "Zoltan Kovacs"] }, POTENTIAL_SCORE);
    expect(hit).toMatchObject({ entity: { id: "4" }, explanation: { queryName: "Zoltan Kovacs" } });
  });

  it("calls a match only what a birth date or an identifier bears out", () => {
    expect(find("Aurelio Quispe Mamani")[0]?.band).toBe("potential_match");
    expect(find("Aurelio Quispe Mamani", { birthDate: "1957-03-10" })[0]).toMatchObject({ band: "match" });
    expect(find("Aurelio Quispe Mamani", { birthDate: "1990-03-10" })[0]?.band).toBe("potential_match");
  });

  it("lowers a hit for another age until it is gone", () => {
    const exact = find("Aurelio Quispe Mamani", { birthDate: "1957-03-10" })[0]?.score ?? 0;
    const far = find("Aurelio Quispe Mamamni", { birthDate: "1999-03-10" }, 0).find(
      (hit) => hit.entity.id === "1",
    );
    expect(exact).toBeGreaterThanOrEqual(MATCH_SCORE);
    expect(far?.score).toBeLessThan(POTENTIAL_SCORE);
  });

  it("finds a bearer of an identifier whatever the name", () => {
    const [hit] = find("Completely Different", { identifiers: [{ number: "HU 998877", country: "HU" }] });
    expect(hit).toMatchObject({ entity: { id: "4" }, band: "match" });
    expect(hit?.score).toBeGreaterThanOrEqual(0.95);
    expect(hit?.explanation.adjustments.at(-1)?.code).toBe("IDENTIFIER_EQUAL");
  });

  it("never scores a single word above 0.90", () => {
    const index = buildIndex([entity("1", "Matiullah")]);
    const [hit] = search(index, { names: ["Matiullah"] }, POTENTIAL_SCORE);
    expect(hit?.score).toBe(0.9);
    expect(hit?.explanation.adjustments).toEqual([{ code: "SINGLE_WORD_QUERY", delta: -0.1 }]);
  });

  it("trusts a weak alias less", () => {
    const [hit] = find("Umbra");
    expect(hit?.explanation).toMatchObject({ matchedName: { text: "Umbra", kind: "weak_alias" } });
    expect(hit?.explanation.adjustments.map((one) => one.code)).toContain("WEAK_ALIAS");
  });

  it("explains a score that can be added up", () => {
    const [hit] = find("Aurelio Quispe Mamany", { birthDate: "1957-03-10", countries: [] });
    const { nameScore, adjustments, leftOver, pairs, matcherVersion } =
      hit?.explanation ?? expect.fail("no hit");
    expect(
      Math.min(
        1,
        adjustments.reduce((sum, one) => sum + one.delta, nameScore),
      ),
    ).toBeCloseTo(hit?.score ?? 0, 2);
    expect(pairs.map((pair) => [pair.query, pair.entry, pair.method])).toEqual([
      ["aurelio", "aurelio", "exact"],
      ["quispe", "quispe", "exact"],
      ["mamany", "mamani", "phonetic"],
    ]);
    expect(leftOver).toEqual({ query: [], entry: [] });
    expect(matcherVersion).toMatch(/^enroll-names-\d+$/);
  });

  it("finds every bundled designation by each of its own names", () => {
    for (const list of ["un_sc", "us_ofac_sdn", "eu_fsf", "gb_sanctions"] as const) {
      const entities = bundledEntities(list);
      const index = buildIndex(entities);
      for (const one of entities) {
        for (const name of one.names) {
          const ids = search(index, { names: [name.text] }, POTENTIAL_SCORE).map((hit) => hit.entity.id);
          expect(ids, name.text).toContain(one.id);
        }
      }
    }
  });
});
