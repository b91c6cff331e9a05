import type { BackgroundDeps } from "../../../src/features/background/deps.ts";
import { bundledCatalogue } from "../../../src/features/background/lists/bundled/bundled-catalogue.ts";
import type { ListCatalogue } from "../../../src/features/background/lists/catalogue.ts";
import type { Entity, ListVersion } from "../../../src/features/background/lists/entity.ts";
import { buildIndex } from "../../../src/features/background/screening/name-index.ts";
import { type TestDeps, testDeps } from "../../support/deps.ts";

/** Deps on real D1 with the bundled lists and no provider, unless told otherwise. */
export function backgroundDeps(
  overrides: Partial<Pick<BackgroundDeps, "lists" | "criminalProviders">> = {},
): TestDeps & BackgroundDeps {
  return { ...testDeps(), lists: bundledCatalogue(), criminalProviders: new Map(), ...overrides };
}

/** An entry of a list, a person with one name unless told otherwise. */
export function anEntity(overrides: Partial<Entity> & { name?: string } = {}): Entity {
  const { name, ...rest } = overrides;
  return {
    id: "un_sc:1",
    listId: "un_sc",
    type: "person",
    names: [{ text: name ?? "Zephyrin Quandamooka", kind: "primary", script: "Latn" }],
    birthDates: [],
    gender: null,
    countries: [],
    identifiers: [],
    programmes: [],
    topics: ["sanction"],
    sourceUrl: "https://example.org/",
    ...rest,
  };
}

/** A catalogue of one list. */
export function catalogueOf(entities: Entity[], version: Partial<ListVersion> = {}): ListCatalogue {
  const id = version.id ?? "un_sc";
  const list = {
    version: {
      id,
      name: id,
      publisher: "a publisher",
      version: "2026-06-14",
      publishedAt: "2026-06-14T00:00:00.000Z",
      fetchedAt: "2026-06-15T00:00:00.000Z",
      sha256: "00",
      entities: entities.length,
      topics: ["sanction" as const],
      stale: false,
      bundled: false,
      licence: "public",
      sourceUrl: "https://example.org/",
      ...version,
    },
    segments: [buildIndex(entities)],
  };
  return {
    versions: async () => [list.version],
    open: async (listIds) => (listIds.includes(id) ? [list] : []),
  };
}
