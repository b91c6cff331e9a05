import { expect, it } from "vitest";
import { oneAtATime } from "../../../src/vision/one-at-a-time.ts";

it("jobs run one after another in the order asked, and a failed one does not stop the next", async () => {
  const inTurn = oneAtATime();
  const events: string[] = [];
  const job = (name: string, fail = false) =>
    inTurn(async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      events.push(`${name} ends`);
      if (fail) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([job("a"), job("b", true), job("c")]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(events).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});
