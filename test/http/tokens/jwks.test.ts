import { exportJWK, generateKeyPair, type JWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { type RemoteJwksDeps, remoteJwks, type StoredSet } from "../../../src/http/tokens/jwks.ts";
import { testClock } from "../../support/deps.ts";

let one: JWK;
let two: JWK;
beforeAll(async () => {
  const make = async (kid: string) => ({
    ...(await exportJWK((await generateKeyPair("ES256", { extractable: true })).publicKey)),
    kid,
  });
  one = await make("one");
  two = await make("two");
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An issuer whose key set, and whose being there, the test decides. */
function anIssuer() {
  const shelf = new Map<string, StoredSet>();
  const world = { keys: [] as JWK[], up: true, fetches: 0 };
  const clock = testClock();
  const deps: RemoteJwksDeps = {
    clock,
    async fetch() {
      world.fetches += 1;
      if (!world.up) throw new Error("down");
      return Response.json({ keys: world.keys });
    },
    shelf: {
      get: async (url) => shelf.get(url) ?? null,
      put: async (url, set) => {
        shelf.set(url, set);
      },
    },
  };
  const open = () => remoteJwks("https://idp.test/keys", "ES256", deps);
  return { world, clock, open, shelf };
}

describe("a remote key set", () => {
  it("is fetched once for many requests at once, and kept ten minutes", async () => {
    const { world, clock, open } = anIssuer();
    world.keys = [one];
    const source = open();
    const keys = await Promise.all(Array.from({ length: 50 }, () => source({ kid: "one" })));
    expect(keys.every((key) => key !== null)).toBe(true);
    expect(world.fetches).toBe(1);
    clock.advance(9 * MINUTE);
    await source({ kid: "one" });
    expect(world.fetches).toBe(1);
    clock.advance(2 * MINUTE);
    await source({ kid: "one" });
    expect(world.fetches).toBe(2);
  });

  it("is fetched anew for a kid it does not have, once per cooldown", async () => {
    const { world, clock, open } = anIssuer();
    world.keys = [one];
    const source = open();
    await source({ kid: "one" });
    world.keys = [one, two];
    clock.advance(31_000);
    expect(await source({ kid: "two" })).not.toBeNull();
    expect(world.fetches).toBe(2);
    for (let at = 0; at < 100; at++) expect(await source({ kid: `unknown-${at}` })).toBeNull();
    expect(world.fetches).toBe(2);
    clock.advance(31_000);
    expect(await source({ kid: "unknown" })).toBeNull();
    expect(world.fetches).toBe(3);
  });

  it("stops taking a key that the issuer has withdrawn", async () => {
    const { world, clock, open } = anIssuer();
    world.keys = [one, two];
    const source = open();
    expect(await source({ kid: "one" })).not.toBeNull();
    world.keys = [two];
    clock.advance(11 * MINUTE);
    expect(await source({ kid: "one" })).toBeNull();
  });

  it("outlives an outage of a day, then is closed and not open", async () => {
    const { world, clock, open } = anIssuer();
    world.keys = [one];
    const source = open();
    await source({ kid: "one" });
    world.up = false;
    clock.advance(23 * HOUR);
    expect(await source({ kid: "one" })).not.toBeNull();
    clock.advance(2 * HOUR);
    await expect(source({ kid: "one" })).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    world.up = true;
    clock.advance(31_000);
    expect(await source({ kid: "one" })).not.toBeNull();
  });

  it("is found on the shelf by an isolate that starts while the issuer is down", async () => {
    const { world, open } = anIssuer();
    world.keys = [one];
    await open()({ kid: "one" });
    world.up = false;
    expect(await open()({ kid: "one" })).not.toBeNull();
    expect(world.fetches).toBe(1);
  });

  it("does not hammer an issuer that never answered", async () => {
    const { world, open } = anIssuer();
    world.up = false;
    const source = open();
    for (let at = 0; at < 20; at++) {
      await expect(source({ kid: "one" })).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    }
    expect(world.fetches).toBe(1);
  });

  it("leaves out keys that are weak, private, or for something else", async () => {
    const { world, open } = anIssuer();
    world.keys = [
      { ...one, kid: "private", d: "AQ" },
      { ...one, kid: "enc", use: "enc" },
      { ...one, kid: "alg", alg: "ES384" },
      { kty: "oct", k: "c2VjcmV0", kid: "secret" },
      two,
    ];
    const source = open();
    for (const kid of ["private", "enc", "alg", "secret"]) expect(await source({ kid })).toBeNull();
    expect(await source({ kid: "two" })).not.toBeNull();
  });

  it("needs a kid unless it has a single key", async () => {
    const { world, open } = anIssuer();
    world.keys = [one, two];
    expect(await open()({})).toBeNull();
    const alone = anIssuer();
    alone.world.keys = [one];
    expect(await alone.open()({})).not.toBeNull();
  });
});
