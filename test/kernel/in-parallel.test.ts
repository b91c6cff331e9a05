import { expect, it } from "vitest";
import { inParallel } from "../../src/kernel/in-parallel.ts";

it("does every item once and never more than the limit at a time", async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await inParallel(
    Array.from({ length: 25 }, (_, index) => index),
    6,
    async (item) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      done.push(item);
    },
  );
  expect(most).toBe(6);
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index));
});
