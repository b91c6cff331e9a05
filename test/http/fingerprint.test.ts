import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../src/http/fingerprint.ts";

const of = (body: unknown, path = "/users") => fingerprintOf({ path, body });
const picture = "A".repeat(10_000);

describe("the fingerprint of a request", () => {
  it("is the same for the same request in another order of keys", async () => {
    expect(await of({ a: 1, b: { c: [1, 2], d: null } })).toBe(await of({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  it.each([
    ["a value", { a: 1 }, { a: 2 }],
    ["a type", { a: 1 }, { a: "1" }],
    ["null and absent", { a: null }, {}],
    ["the order of a list", [1, 2], [2, 1]],
    ["where a bracket stands", [[1], 2], [[1, 2]]],
    ["one character of a picture", { p: picture }, { p: `${picture.slice(1)}B` }],
    ["a text that looks like a picture's hash", { p: picture }, { p: "sha256:0" }],
    ["bytes", Uint8Array.of(1, 2), Uint8Array.of(1, 3)],
    ["no body and null in a list", undefined, [null]],
  ])("differs by %s", async (_name, one, other) => {
    expect(await of(one)).not.toBe(await of(other));
  });

  it("differs by path, so that a key does not travel between records", async () => {
    expect(await of({}, "/users/usr_1")).not.toBe(await of({}, "/users/usr_2"));
  });
});
