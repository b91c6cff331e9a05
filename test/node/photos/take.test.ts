import { describe, expect, it } from "vitest";
import { takePhoto } from "../../../scripts/photos/take.ts";
import { parseMrz } from "../../../src/features/documents/mrz/parse-mrz.ts";

/** A small one with an MRZ, the first ones of the evaluation. */
const SEEDS = [100_000, 100_001, 100_009] as const;

describe("a synthetic photograph", () => {
  it.each(SEEDS)("of seed %d is the same every time, and bears a right MRZ", async (seed) => {
    const photo = await takePhoto(seed);
    const again = await takePhoto(seed);
    expect(Buffer.from(again.jpeg).equals(Buffer.from(photo.jpeg))).toBe(true);
    expect(parseMrz([...photo.subject.mrz], Date.now())?.problems).toEqual([]);
    expect(photo.difficulty.heightPx).toBeGreaterThanOrEqual(5);
    expect(photo.difficulty.heightPx).toBeLessThan(30);
  });

  it("differs with its seed", async () => {
    const [one, other] = [await takePhoto(SEEDS[0]), await takePhoto(SEEDS[1])];
    expect(one.subject.mrz).not.toEqual(other.subject.mrz);
  });
});
