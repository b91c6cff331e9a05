import { inArray } from "drizzle-orm";
import type { ListsDeps } from "../../../../src/features/background/consume-lists.ts";
import { bundledCatalogue } from "../../../../src/features/background/lists/bundled/bundled-catalogue.ts";
import type { Entity } from "../../../../src/features/background/lists/entity.ts";
import type { ListMessage } from "../../../../src/features/background/lists/list-message.ts";
import { ListProblem } from "../../../../src/features/background/lists/list-problem.ts";
import { r2Catalogue } from "../../../../src/features/background/lists/r2-catalogue.ts";
import { openShelf } from "../../../../src/features/background/lists/shelf.ts";
import type { ListSource } from "../../../../src/features/background/lists/source.ts";
import { utf8 } from "../../../../src/kernel/bytes.ts";
import { newId } from "../../../../src/kernel/ids.ts";
import {
  listRefreshes,
  listVersions,
  monitoredMatches,
  monitoredSubjects,
} from "../../../../src/storage/tables/lists.ts";
import { bindings, type TestClock, type TestDeps, testDeps } from "../../../support/deps.ts";
import { anEntity } from "../support.ts";

export type ListsTestDeps = TestDeps & ListsDeps & { sent: ListMessage[] };

/** Deps on real D1 and R2, with a queue that only remembers and a network that nobody answers. */
export function listsDeps(options: { clock?: TestClock; fetch?: typeof fetch } = {}): ListsTestDeps {
  const deps = testDeps(options.clock);
  const shelf = openShelf(bindings.IMAGES);
  const sent: ListMessage[] = [];
  return {
    ...deps,
    shelf,
    lists: r2Catalogue({ ...deps, shelf }, bundledCatalogue()),
    criminalProviders: new Map(),
    fetch:
      options.fetch ??
      (async () => {
        throw new Error("no network in tests");
      }),
    sent,
    send: async (message: ListMessage) => void sent.push(message),
  };
}

const made: string[] = [];

/** Takes the lists of a test file out of the database that other files ask, too. */
export async function forgetLists(): Promise<void> {
  const { database } = testDeps();
  for (const table of [listVersions, listRefreshes])
    await database.delete(table).where(inArray(table.listId, made));
  await database.batch([database.delete(monitoredMatches), database.delete(monitoredSubjects)]);
  made.length = 0;
}

/**
 * A list of this test alone: a line of JSON for its date, one an entry, and a last one that says it is whole. Lists
 * are shared by all tenants, so no two tests may load the same.
 */
export function aSource(overrides: Partial<ListSource> = {}): ListSource {
  const listId = newId("lst");
  made.push(listId);
  return {
    listId,
    files: [{ name: "list.jsonl", url: `https://lists.example/${listId}.jsonl` }],
    leastEntities: 2,
    sentinels: [`${listId}:1`],
    async read(files) {
      const lines = new TextDecoder().decode(files.get("list.jsonl")).split("\n");
      if (lines.pop() !== "end") throw new ListProblem("the list is cut");
      const publishedAt = Date.parse(lines.shift() ?? "");
      return {
        entities: lines.map((line) => JSON.parse(line) as Entity),
        publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
        misencodedLines: 0,
      };
    },
    ...overrides,
  };
}

const WORDS = ["Quandamooka", "Brightwater", "Ferndelver", "Ashgrove", "Tollmander", "Wexcombe", "Yarrowby"];

/** People whom nobody is called like, numbered from 1. */
export function people(source: ListSource, count: number): Entity[] {
  return Array.from({ length: count }, (_, at) => {
    const surname = `${WORDS[at % WORDS.length]}${"abcdefghijklmnopqrstuvwxyz"[Math.floor(at / WORDS.length) % 26]}el`;
    return anEntity({
      id: `${source.listId}:${at + 1}`,
      listId: source.listId,
      name: `Zephyrin ${surname}`,
      birthDates: [{ year: 1950 + at, circa: false }],
    });
  });
}

/** The list's file of a date. */
export const fileOf = (entities: Entity[], date = "2026-06-15T00:00:00Z"): Map<string, Uint8Array> =>
  new Map([["list.jsonl", utf8([date, ...entities.map((one) => JSON.stringify(one)), "end"].join("\n"))]]);
