import { describe, expect, it } from "vitest";
import type { Entity } from "../../../../../src/features/background/lists/entity.ts";
import {
  bucketOf,
  PostingBlock,
  readPostings,
} from "../../../../../src/features/background/lists/large/posting-block.ts";
import { fileNames, storedEntry } from "../../../../../src/features/background/lists/large/stored-entry.ts";
import {
  entryIdKey,
  filingKeys,
  identifierKey,
} from "../../../../../src/features/background/screening/blocking-keys.ts";
import { anEntity } from "../../support.ts";

const passport = (number: string) => ({ type: "passport" as const, country: "CO", number });

describe("an entry as it is stored", () => {
  it("is found by its id and by each of its documents, each once", async () => {
    const { keys } = await storedEntry(anEntity({ identifiers: [passport("AB 12"), passport("AB12")] }));
    expect(keys).toEqual([
      ...new Set([entryIdKey("un_sc:1"), identifierKey("AB 12"), identifierKey("AB12")]),
    ]);
  });

  it("changes its hash with what is listed of it", async () => {
    const [before, after] = await Promise.all([
      storedEntry(anEntity()),
      storedEntry(anEntity({ programmes: ["1267"] })),
    ]);
    expect(before.entityHash).not.toBe(after.entityHash);
    expect(JSON.parse(after.entity)).toEqual(anEntity({ programmes: ["1267"] }));
  });
});

describe("the year that an entry's names are filed with", () => {
  const of = (birthDates: Entity["birthDates"]) => {
    const block = new PostingBlock();
    const entity = anEntity({ birthDates });
    fileNames(block, entity, 3);
    const [key = 0] = filingKeys(entity.names[0]?.text ?? "", null);
    const text = [...block.pack()].find(({ bucket }) => bucket === bucketOf(key))?.text ?? "";
    return readPostings(text, key).postings.map(({ place, year }) => ({ place, year }));
  };

  it.each([
    ["one exact date", [{ year: 1961, circa: false }], 1961],
    [
      "the same year twice",
      [
        { year: 1961, month: 3, circa: false },
        { year: 1961, circa: false },
      ],
      1961,
    ],
    ["none", [], null],
    ["about a year", [{ year: 1961, circa: true }], null],
    ["a span of years", [{ year: 1961, yearTo: 1963, circa: false }], null],
    [
      "two years",
      [
        { year: 1961, circa: false },
        { year: 1962, circa: false },
      ],
      null,
    ],
  ] satisfies [string, Entity["birthDates"], number | null][])("of %s", (_, birthDates, year) => {
    expect(of(birthDates)).toEqual([{ place: 3, year }]);
  });
});
