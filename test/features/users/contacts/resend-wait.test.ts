import { describe, expect, it } from "vitest";
import { resendWaitMs } from "../../../../src/features/users/contacts/resend-wait.ts";

const NOW = Date.UTC(2026, 5, 15, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (...ms: number[]) => ms.map((one) => NOW - one);
const every = (ms: number, times: number) => ago(...Array.from({ length: times }, (_, at) => (at + 1) * ms));
const wait = (toContact: number[], forUser: number[] = toContact) =>
  resendWaitMs({ toContact, forUser }, NOW);

describe("the wait before another code", () => {
  it.each([
    ["nothing was sent", [], 0],
    ["one was sent a second ago", ago(1_000), 59_000],
    ["one was sent a minute ago", ago(MINUTE), 0],
    [
      "five were sent within the hour",
      ago(2 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 50 * MINUTE),
      10 * MINUTE,
    ],
    ["the first of five is an hour old", ago(2 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR), 0],
    ["ten were sent within the day", every(2 * HOUR, 10), 4 * HOUR],
    ["nine were", every(2 * HOUR, 9), 0],
  ])("to one address, when %s", (_what, sent, ms) => expect(wait(sent)).toBe(ms));

  it.each([
    ["ten for this user within the hour, to other addresses", every(5 * MINUTE, 10), 10 * MINUTE],
    ["twenty within the day", every(HOUR, 20), 4 * HOUR],
    ["nineteen", every(HOUR, 19), 0],
  ])("counts %s", (_what, forUser, ms) => expect(wait([], forUser)).toBe(ms));

  it("does not depend on the order in which they are told", () => {
    const sent = every(5 * MINUTE, 7);
    expect(wait([...sent].reverse())).toBe(wait(sent));
  });
});
