import { describe, expect, it } from "vitest";
import { judgeReading } from "../../../../src/features/background/lists/gates.ts";
import type { ListSource } from "../../../../src/features/background/lists/source.ts";
import { anEntity } from "../support.ts";

const source: ListSource = {
  listId: "un_sc",
  files: [],
  leastEntities: 3,
  sentinels: ["un_sc:1"],
  read: () => Promise.reject(new Error("not read here")),
};
const entities = Array.from({ length: 10 }, (_, at) => anEntity({ id: `un_sc:${at + 1}` }));
const served = { entities: 10, publishedAt: 0 };

describe("the gates", () => {
  it.each([
    ["a whole list", {}, null],
    ["a list in another encoding", { misencodedLines: 11 }, "MISENCODED"],
    ["a list with a line or two in another encoding", { misencodedLines: 2 }, null],
    ["half the list", { entities: entities.slice(0, 5) }, "ENTITY_COUNT_CHANGED"],
    ["a list that was tampered with", { entities: entities.slice(1) }, "SENTINEL_MISSING"],
    ["an older list", { publishedAt: -1 }, "OLDER_THAN_SERVING"],
  ] as const)("judge %s", (_what, change, reason) => {
    const reading = { entities, misencodedLines: 0, publishedAt: 1, ...change };
    expect(judgeReading(source, { ...reading, entities: [...reading.entities] }, served)).toBe(reason);
  });
});
