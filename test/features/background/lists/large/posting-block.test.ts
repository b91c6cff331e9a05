import { describe, expect, it } from "vitest";
import {
  BUCKETS,
  bucketOf,
  type Posting,
  PostingBlock,
  readPostings,
} from "../../../../../src/features/background/lists/large/posting-block.ts";
import { hash40, yearKey } from "../../../../../src/features/background/screening/blocking-keys.ts";

const posting = (place: number, more: Partial<Posting> = {}): Posting => ({
  place,
  year: 1960,
  letters: 0xabcdef,
  sounds: 0x000001,
  ...more,
});

function read(block: PostingBlock, key: number) {
  const rows = new Map([...block.pack()].map(({ bucket, text }) => [bucket, text]));
  return readPostings(rows.get(bucketOf(key)) ?? "", key);
}

describe("a block of postings", () => {
  it("gives back under each key what was filed under it, and nothing else", () => {
    const block = new PostingBlock();
    const keys = ["a", "b", "c", "d"].map(hash40);
    const edges = [
      posting(0),
      posting(59_999, { letters: 0xffffff, sounds: 0xffffff }),
      posting(7, { year: null, letters: 0 }),
      posting(8, { year: 2004 }),
    ];
    for (const [at, one] of edges.entries()) block.add(one, [keys[at] ?? 0, keys[0] ?? 0]);
    expect(read(block, keys[0] ?? 0)).toEqual({ postings: edges, crowd: 0 });
    expect(read(block, keys[2] ?? 0)).toEqual({ postings: [edges[2]], crowd: 0 });
    expect(read(block, hash40("e"))).toEqual({ postings: [], crowd: 0 });
  });

  it("tells keys of the same bucket apart", () => {
    const block = new PostingBlock();
    block.add(posting(1), [5]);
    block.add(posting(2), [6]);
    expect(bucketOf(5)).toBe(bucketOf(6));
    expect(read(block, 6).postings.map(({ place }) => place)).toEqual([2]);
  });

  it("keeps what too many share by its years of birth, and says how many they are", () => {
    const block = new PostingBlock();
    const key = hash40("smohamed");
    for (let at = 0; at < 1_000; at++) {
      block.add(posting(at, { year: at % 4 === 0 ? null : 1950 + (at % 4) }), [key]);
    }
    expect(read(block, key)).toEqual({ postings: [], crowd: 1_000 });
    const years = [null, 1951, 1954].map((year) => read(block, yearKey(key, year)).postings);
    expect(years.map((of) => of.length)).toEqual([250, 250, 0]);
    expect(years[1]?.every(({ year }) => year === 1951)).toBe(true);
  });

  it("counts only, where even of one year there are too many", () => {
    const block = new PostingBlock();
    const key = hash40("smohamed");
    for (let at = 0; at < 2_000; at++) block.add(posting(at), [key]);
    expect(read(block, yearKey(key, 1960))).toEqual({ postings: [], crowd: 2_000 });
  });

  it("has its buckets in order and within bounds", () => {
    const block = new PostingBlock();
    for (let at = 0; at < 500; at++) block.add(posting(at), [hash40(`w${at}`)]);
    const buckets = [...block.pack()].map(({ bucket }) => bucket);
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    expect(buckets.every((bucket) => bucket >= 0 && bucket < BUCKETS)).toBe(true);
  });
});
