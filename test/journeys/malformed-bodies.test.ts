import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Endpoint } from "../../src/http/endpoint.ts";
import { BASE_PATH } from "../../src/http/mount.ts";
import { ERRORS } from "../../src/kernel/errors.ts";
import { aTenant, testClock } from "../support/deps.ts";
import { ask, aToken } from "../support/edge.ts";
import { wholeProduct } from "../support/whole-product.ts";

const { real, endpoints, app } = wholeProduct();

let token = "";
beforeAll(async () => {
  const tools = { ...real.records, settings: real.settings, clock: testClock(Date.now()) };
  token = await aToken(tools, { tenantId: await aTenant(tools) });
});

/** mulberry32: small, and the same on every machine, so that a failure repeats. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const EVIL: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  2 ** 53,
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e\ufeff",
  "a".repeat(5_000),
  "'; DROP TABLE users; --",
  "../../etc/passwd",
  "%00",
  "2026-02-30",
  "9999-12-31T23:59:60Z",
  "+5700000000000000000000",
  "https://169.254.169.254/",
  "data:image/png;base64,AAAA",
  "AAAA",
  "usr_AAAAAAAAAAAAAAAAAAAAAAAA",
  [],
  [[]],
  {},
  { length: -1 },
  { toString: null },
  [null, {}, "x"],
];

/** The names a body knows, so that changes reach deep into its schema. */
function namesOf(endpoint: Endpoint): string[] {
  const schema = endpoint.body ? z.toJSONSchema(endpoint.body, { io: "input", unrepresentable: "any" }) : {};
  return [
    ...new Set([...JSON.stringify(schema).matchAll(/"([a-zA-Z]{2,30})":\{/g)].map(([, name = ""]) => name)),
  ];
}

/** A body some values of which have been swapped for what no schema expects; sometimes text that is no JSON. */
function spoil(endpoint: Endpoint, names: string[], random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const swap = (node: unknown, depth: number): unknown => {
    if (random() < 0.2 || depth > 4) return pick(EVIL);
    if (Array.isArray(node)) return node.map((item) => swap(item, depth + 1));
    if (typeof node === "object" && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, swap(value, depth + 1)]));
    }
    return random() < 0.5 ? node : pick(EVIL);
  };
  const grown = {
    ...(endpoint.example as object),
    [pick(names) ?? "x"]: pick(EVIL),
    [pick(names) ?? "y"]: {},
  };
  const text = JSON.stringify(swap(random() < 0.5 ? grown : endpoint.example, 0)) ?? "";
  if (random() < 0.15) return text.slice(0, Math.floor(random() * text.length));
  return random() < 0.05 ? `${text}${pick(["}", "\u0000", ",", "//"])}` : text;
}

const withBody = endpoints.filter(
  ({ body, carries }) => body !== undefined && carries !== "raw" && carries !== "stream",
);
const ROUNDS = Math.ceil(5_000 / withBody.length);

describe("5,000 malformed bodies over every route that takes one", { timeout: 300_000 }, () => {
  it.each(withBody.map((endpoint) => ({ name: `${endpoint.method} ${endpoint.path}`, endpoint })))(
    "leave $name standing: an answer in the envelope, never a 5xx",
    async ({ endpoint }) => {
      const random = seeded(withBody.indexOf(endpoint) + 1);
      const names = namesOf(endpoint);
      const path = BASE_PATH + endpoint.path.replace(/:\w+/g, "usr_AAAAAAAAAAAAAAAAAAAAAAAA");
      for (let round = 0; round < ROUNDS; round++) {
        const body = spoil(endpoint, names, random);
        const answer = await ask(app, path, { method: endpoint.method.toUpperCase(), token, body });
        expect(answer.status, body).toBeLessThan(500);
        if (answer.status < 400) continue;
        expect(Object.keys(ERRORS), body).toContain(answer.json?.code);
        expect(answer.json.success).toBe(false);
      }
    },
  );
});
