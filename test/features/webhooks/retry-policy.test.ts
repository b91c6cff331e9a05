import { describe, expect, it } from "vitest";
import {
  DISABLE_AFTER_MS,
  judgeEndpoint,
  judgeStatus,
  nextDelayMs,
  parseRetryAfter,
} from "../../../src/features/webhooks/retry-policy.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MIDDLE = 0.5; // no jitter

describe("the schedule", () => {
  it.each([
    [1, 5_000],
    [2, 5 * MINUTE],
    [3, 30 * MINUTE],
    [4, 2 * HOUR],
    [5, 5 * HOUR],
    [6, 10 * HOUR],
    [7, 14 * HOUR],
    [8, 20 * HOUR],
    [9, 24 * HOUR],
    [10, null],
  ])("after %i failed attempts waits %s ms", (attempts, expected) => {
    expect(nextDelayMs(attempts, MIDDLE, null)).toBe(expected);
  });

  it("begins anew for a dead delivery that is replayed", () => {
    expect(nextDelayMs(11, MIDDLE, null)).toBe(5_000);
    expect(nextDelayMs(20, MIDDLE, null)).toBeNull();
  });

  it("spreads a wait by 20 % to either side", () => {
    expect(nextDelayMs(2, 0, null)).toBe(4 * MINUTE);
    expect(nextDelayMs(2, 0.999999, null)).toBeCloseTo(6 * MINUTE, -2);
  });

  it("lets Retry-After prolong a wait up to a day, and never shorten it", () => {
    expect(nextDelayMs(1, MIDDLE, 60_000)).toBe(60_000);
    expect(nextDelayMs(1, MIDDLE, 90 * DAY)).toBe(DAY);
    expect(nextDelayMs(5, MIDDLE, 1_000)).toBe(5 * HOUR);
    expect(nextDelayMs(10, MIDDLE, 1_000)).toBeNull();
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 5, 15, 12);
  it.each([
    ["120", 120_000],
    ["0", 0],
    [" 7 ", 7_000],
    ["Mon, 15 Jun 2026 12:01:00 GMT", 60_000],
    ["Mon, 15 Jun 2026 11:00:00 GMT", 0],
    ["-5", null],
    ["1.5", null],
    ["soon", null],
    ["", null],
    [null, null],
    ["99999999999999999999", null],
  ])("%j is %s ms", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});

describe("an answer", () => {
  it.each([
    [200, "delivered"],
    [202, "delivered"],
    [204, "delivered"],
    [299, "delivered"],
    [301, "failed"],
    [302, "failed"],
    [307, "failed"],
    [400, "failed"],
    [404, "failed"],
    [410, "gone"],
    [429, "failed"],
    [500, "failed"],
    [503, "failed"],
  ])("of status %i means %s", (status, expected) => {
    expect(judgeStatus(status)).toBe(expected);
  });
});

describe("an endpoint", () => {
  const start = 1_000_000;
  it.each([
    ["that does not fail", { failingSince: null, warnedAt: null }, start + 9 * DAY, "keep"],
    ["that fails since two days", { failingSince: start, warnedAt: null }, start + 2 * DAY, "keep"],
    ["that fails since half the time", { failingSince: start, warnedAt: null }, start + 2.5 * DAY, "warn"],
    ["that was warned", { failingSince: start, warnedAt: start + 1 }, start + 3 * DAY, "keep"],
    ["a moment before the end", { failingSince: start, warnedAt: 1 }, start + DISABLE_AFTER_MS - 1, "keep"],
    ["that fails since five days", { failingSince: start, warnedAt: null }, start + 5 * DAY, "disable"],
  ] as const)("%s", (_case, health, now, expected) => {
    expect(judgeEndpoint(health, now)).toBe(expected);
  });
});
