import type { Hono } from "hono";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { Settings } from "../../src/env.ts";
import type { Endpoint } from "../../src/http/endpoint.ts";
import { BASE_PATH } from "../../src/http/mount.ts";
import { SCOPES, type Scope } from "../../src/kernel/caller.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { bindings } from "./deps.ts";
import { ask, aToken } from "./edge.ts";

export interface SecurityWorld {
  app: Hono;
  deps: { settings: Settings; clock: Clock };
  /** The tenant that owns `ids`, one that owns nothing, and one that is suspended. */
  owner: string;
  stranger: string;
  suspended: string;
  /** An existing id of the owner for every path parameter, such as `userId`. */
  ids: Record<string, string>;
  /** By operation: a body that is good but for an id of the owner in it. */
  foreignBodies: Record<string, unknown>;
}

/** How many rows every table has, and how many objects the bucket: what no refused request may change. */
export async function countEverything(): Promise<Record<string, number>> {
  const tables = await bindings.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
  ).all<{ name: string }>();
  const counts = await bindings.DB.batch<{ n: number }>(
    tables.results.map(({ name }) => bindings.DB.prepare(`SELECT count(*) AS n FROM "${name}"`)),
  );
  const rows = tables.results.map(({ name }, at) => [name, counts[at]?.results[0]?.n ?? -1] as const);
  return { ...Object.fromEntries(rows), objects: (await bindings.IMAGES.list()).objects.length };
}

/** A path with these ids in place of its parameters; an id nobody has where none is given. */
const pathOf = (endpoint: Endpoint, ids: Record<string, string>): string =>
  BASE_PATH + endpoint.path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "none");

/** An id of the same form that nobody has. */
const unknownLike = (id: string): string => `${id.slice(0, 4)}${"A".repeat(id.length - 4)}`;

/** Puts every endpoint through what a stranger may try: each answer is right, and nothing is written. */
export function securityCases(endpoints: readonly Endpoint[], world: () => SecurityWorld): void {
  const shielded = endpoints.flatMap((endpoint) =>
    endpoint.scope === null
      ? []
      : [{ name: `${endpoint.method} ${endpoint.path}`, endpoint, scope: endpoint.scope }],
  );

  describe.each(shielded)("$name", ({ endpoint, scope }) => {
    let before: Record<string, number>;
    beforeAll(async () => {
      before = await countEverything();
    });

    const send = (token: string | undefined, ids = world().ids, body: unknown = endpoint.example ?? {}) =>
      ask(world().app, pathOf(endpoint, ids), {
        method: endpoint.method.toUpperCase(),
        ...(token === undefined ? {} : { token }),
        ...(endpoint.method === "get" || endpoint.method === "delete" ? {} : { body }),
      });

    it.each(Object.keys(BROKEN_TOKENS))("answers 401 to %s", async (name) => {
      const broken = BROKEN_TOKENS[name];
      if (!broken) throw new Error("no such case");
      const answer = await send(await broken.token(world()));
      expect([answer.status, answer.json.code]).toEqual([401, broken.code ?? "UNAUTHORIZED"]);
      expect(answer.headers.has("www-authenticate")).toBe(true);
    });

    it("answers 403 without its scope, whatever other scopes there are", async () => {
      const others: Scope[] = SCOPES.filter((other) => other !== scope);
      const answer = await send(await aToken(world().deps, { tenantId: world().owner, scopes: others }));
      expect([answer.status, answer.json.code]).toEqual([403, "FORBIDDEN"]);
    });

    it("answers 403 to a suspended tenant, and 401 to one that does not exist", async () => {
      const suspended = await send(await aToken(world().deps, { tenantId: world().suspended }));
      expect([suspended.status, suspended.json.code]).toEqual([403, "FORBIDDEN"]);
      const nobody = await send(await aToken(world().deps, { tenantId: "ten_nobody" }));
      expect([nobody.status, nobody.json.code]).toEqual([401, "UNAUTHORIZED"]);
    });

    const parameters = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
    if (parameters.length > 0) {
      it("answers another tenant's id exactly as one that nobody has", async () => {
        const token = await aToken(world().deps, { tenantId: world().stranger });
        const { ids } = world();
        for (const name of parameters) expect(ids[name], `an id for ${name}`).toBeDefined();
        const unknown = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, unknownLike(id)]));
        const foreign = await send(token);
        const missing = await send(token, unknown);
        expect([foreign.status, foreign.json.code]).toEqual([404, "NOT_FOUND"]);
        expect(withoutRequestId(foreign.text)).toBe(withoutRequestId(missing.text));
      });
    }

    it("does not find another tenant's id in a body", async () => {
      const body = world().foreignBodies[endpoint.operationId];
      if (body === undefined) return;
      const token = await aToken(world().deps, { tenantId: world().stranger });
      const answer = await send(token, world().ids, body);
      expect([answer.status, answer.json.code]).toEqual([404, "NOT_FOUND"]);
    });

    it("has written nothing at all", async () => {
      expect(await countEverything()).toEqual(before);
    });
  });
}

const withoutRequestId = (text: string) => text.replace(/req_[\w-]+/, "");

interface BrokenToken {
  token(world: SecurityWorld): Promise<string | undefined>;
  code?: string;
}

const minutesAgo = (world: SecurityWorld, minutes: number) =>
  Math.floor(world.deps.clock() / 1000) - minutes * 60;
const changed = (claims: Record<string, unknown>, header: Record<string, unknown> = {}): BrokenToken => ({
  token: ({ deps, owner }) => aToken(deps, { tenantId: owner, claims, header }),
});

const BROKEN_TOKENS: Record<string, BrokenToken> = {
  "no token": { token: async () => undefined },
  "something that is no token": { token: async () => "not.a.token" },
  "an expired token": {
    token: (world) =>
      aToken(world.deps, {
        tenantId: world.owner,
        claims: { iat: minutesAgo(world, 60), exp: minutesAgo(world, 45) },
      }),
    code: "TOKEN_EXPIRED",
  },
  "a token of another issuer": changed({ iss: "someone-else" }),
  "a token for another audience": changed({ aud: "another-api" }),
  "a token without a tenant": changed({ tenant: undefined }),
  "a token of another type, such as a receipt": changed({}, { typ: "receipt+jwt" }),
  "an unsigned token": {
    token: async (world) => {
      const [, claims] = (await aToken(world.deps, { tenantId: world.owner })).split(".");
      return `${btoa('{"alg":"none"}').replace(/=+$/, "")}.${claims}.`;
    },
  },
  "a token signed by a stranger": {
    async token({ deps, owner }) {
      const { privateKey } = await generateKeyPair("ES256", { extractable: true });
      const own = { ...deps.settings.SIGNING_JWK, ...(await exportJWK(privateKey)) };
      return aToken(
        { ...deps, settings: { ...deps.settings, SIGNING_JWK: own } as Settings },
        { tenantId: owner },
      );
    },
  },
  "a token whose key is the public key as an HMAC secret": {
    async token({ deps, owner }) {
      const { d: _, ...open } = deps.settings.SIGNING_JWK;
      const secret = await importJWK(
        {
          kty: "oct",
          k: btoa(JSON.stringify(open)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
        },
        "HS256",
      );
      const now = Math.floor(deps.clock() / 1000);
      return new SignJWT({ tenant: owner, scope: SCOPES.join(" ") })
        .setProtectedHeader({ alg: "HS256", kid: deps.settings.SIGNING_JWK.kid, typ: "at+jwt" })
        .setIssuer(deps.settings.ISSUER)
        .setAudience(deps.settings.AUDIENCE)
        .setSubject("cli_test")
        .setIssuedAt(now)
        .setExpirationTime(now + 900)
        .sign(secret);
    },
  },
};
