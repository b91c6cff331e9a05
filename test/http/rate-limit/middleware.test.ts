import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../../src/http/endpoint.ts";
import { EnrollError } from "../../../src/kernel/errors.ts";
import { aTenant } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps } from "../../support/edge.ts";

const limited = endpoint({
  method: "post",
  path: "/limited",
  operationId: "limited",
  tag: "Things",
  title: { en: "Be limited", es: "Limitar" },
  summary: { en: "Is limited.", es: "Tiene un límite." },
  scope: "background:write",
  limit: "background",
  body: z.strictObject({}),
  data: z.unknown(),
  handle: async () => ({ data: {} }),
});

describe("a limited route", () => {
  it("says what is left on every answer, and when to come back above the limit", async () => {
    const deps = edgeDeps();
    const app = edgeApp(deps, [limited]);
    const token = await aToken(deps, { tenantId: await aTenant(deps), subject: "limited-user" });
    const send = () => ask(app, "/v2/enroll/limited", { method: "POST", token, body: {} });
    const answers = [];
    for (let at = 0; at < 6; at++) answers.push(await send());
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"background";q=5;w=60');
    expect(answers[0]?.headers.get("ratelimit")).toMatch(/^"background";r=4;t=\d+$/);
    const refused = answers[5];
    expect(refused?.json.code).toBe("RATE_LIMIT_EXCEEDED");
    expect(refused?.headers.get("ratelimit")).toMatch(/^"background";r=0;t=\d+$/);
    const wait = Number(refused?.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  it("counts a user and not a token, and no other user with it", async () => {
    const deps = edgeDeps();
    const app = edgeApp(deps, [limited]);
    const tenantId = await aTenant(deps);
    const send = async (subject: string) =>
      ask(app, "/v2/enroll/limited", {
        method: "POST",
        token: await aToken(deps, { tenantId, subject }),
        body: {},
      });
    for (let at = 0; at < 5; at++) expect((await send("one")).status).toBe(200);
    expect((await send("one")).status).toBe(429);
    expect((await send("two")).status).toBe(200);
  });

  it("stays shut while the limiter cannot be asked", async () => {
    const down = async () => {
      throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "2" } });
    };
    const deps = edgeDeps({ limiter: { hit: down, preview: down } });
    const token = await aToken(deps, { tenantId: await aTenant(deps) });
    const answer = await ask(edgeApp(deps, [limited]), "/v2/enroll/limited", {
      method: "POST",
      token,
      body: {},
    });
    expect([answer.status, answer.json.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
    expect(answer.headers.get("retry-after")).toBe("2");
  });
});
