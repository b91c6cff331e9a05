import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { openLimiter } from "../../../src/http/rate-limit/limiter-client.ts";
import { LIMITS } from "../../../src/http/rate-limit/middleware.ts";
import { EnrollError } from "../../../src/kernel/errors.ts";
import { bindings } from "../../support/deps.ts";

const limiter = openLimiter(bindings.LIMITER);
const objectOf = (...names: string[]) =>
  bindings.LIMITER.get(bindings.LIMITER.idFromName(JSON.stringify(names)));

/** All that an object keeps. */
const keptBy = (object: ReturnType<typeof objectOf>) =>
  runInDurableObject(object, (_object, state) => [...state.storage.kv.list()]);

describe("the limiter object", { timeout: 60_000 }, () => {
  it.each([
    ["documents", 20],
    ["biometrics", 10],
    ["background", 5],
  ] as const)("lets exactly the %s limit of %i through out of 1,000 at once", async (name, limit) => {
    const verdicts = await Promise.all(
      Array.from({ length: 1_000 }, () => limiter.hit(["ten_a", "rush"], LIMITS[name])),
    );
    expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(limit);
  });

  it("counts tenants, subjects and classes apart, whatever their names", async () => {
    const rule = { name: "apart", limit: 1, windowMs: 60_000 };
    const owners = [
      ["a", "b"],
      ["a", 'b","x'],
      ['a","b', "x"],
      ["ab", ""],
      ["", "ab"],
    ];
    for (const owner of owners) expect((await limiter.hit(owner, rule)).allowed).toBe(true);
    expect((await limiter.hit(["a", "b"], { ...rule, name: "other" })).allowed).toBe(true);
    expect((await limiter.hit(["a", "b"], rule)).allowed).toBe(false);
  });

  it("previews without counting", async () => {
    const rule = { name: "preview", limit: 1, windowMs: 60_000 };
    expect((await limiter.preview(["p"], rule)).allowed).toBe(true);
    expect((await limiter.preview(["p"], rule)).allowed).toBe(true);
    expect(await keptBy(objectOf("p", "preview"))).toEqual([]);
    expect((await limiter.hit(["p"], rule)).allowed).toBe(true);
    expect((await limiter.preview(["p"], rule)).allowed).toBe(false);
  });

  it("still knows its log when the object starts anew", async () => {
    const rule = { name: "durable", limit: 2, windowMs: 60_000 };
    await limiter.hit(["d"], rule);
    const hits = await runInDurableObject(objectOf("d", "durable"), (_object, state) =>
      state.storage.kv.get<number[]>("hits"),
    );
    expect(hits).toHaveLength(1);
  });

  it("keeps what still counts when its alarm rings, and leaves nothing behind after the window", async () => {
    const long = { name: "alarm", limit: 2, windowMs: 60_000 };
    await limiter.hit(["e"], long);
    expect(await runDurableObjectAlarm(objectOf("e", "alarm"))).toBe(true);
    expect((await limiter.hit(["e"], long)).remaining).toBe(0);

    const short = { name: "gone", limit: 2, windowMs: 1 };
    await limiter.hit(["e"], short);
    await new Promise((resolve) => setTimeout(resolve, 5));
    // On a slow machine the second is over, and the alarm has rung by itself.
    await runDurableObjectAlarm(objectOf("e", "gone"));
    expect(await keptBy(objectOf("e", "gone"))).toEqual([]);
    expect((await limiter.hit(["e"], short)).allowed).toBe(true);
  });

  it("answers 503, not open, when the object cannot be reached", async () => {
    const broken = {
      idFromName: () => "id",
      get: () => ({ hit: async () => Promise.reject(new Error("unreachable")) }),
    } as unknown as DurableObjectNamespace;
    const refused = await openLimiter(broken)
      .hit(["x"], LIMITS.documents)
      .catch((error) => error);
    expect(refused).toBeInstanceOf(EnrollError);
    expect(refused.code).toBe("SERVICE_UNAVAILABLE");
  });
});
