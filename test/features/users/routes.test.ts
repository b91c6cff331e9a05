import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import { aTenant } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";

const deps = edgeDeps({ limiter: openGate });
const endpoints = userEndpoints({ ...deps, hintOutbox: () => undefined });
const app = edgeApp(deps, endpoints);
let token = "";
let stranger = "";

beforeAll(async () => {
  token = await aToken(deps, { tenantId: await aTenant(deps) });
  stranger = await aToken(deps, { tenantId: await aTenant(deps) });
});

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  ask(app, `/v2/enroll${path}`, { method, token, headers, ...(body === undefined ? {} : { body }) });

const example = endpoints.find(({ operationId }) => operationId === "createUser")?.example as object;

describe("over HTTP", () => {
  test("a user is created from the example of the docs, read, changed by version and reviewed by nobody", async () => {
    const created = await send("POST", "/users/create", example);
    expect(created.status).toBe(201);
    expect(created.headers.get("etag")).toBe('"1"');
    const { id } = created.json.data;

    const read = await send("GET", `/users/${id}`);
    expect(read.json.data).toMatchObject({
      ...example,
      identifiers: [{ type: "CC", country: "CO", number: "1020304050" }],
      consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00.000Z" }],
    });

    const changed = await send("PUT", `/users/${id}`, { phone: null }, { "if-match": '"1"' });
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"']);
    const late = await send("PUT", `/users/${id}`, { phone: null }, { "if-match": '"1"' });
    expect([late.status, late.json.code]).toEqual([412, "PRECONDITION_FAILED"]);

    const status = await send("GET", `/users/${id}/status`);
    expect(status.json.data).toMatchObject({ userId: id, status: "created", final: false, decision: null });
    const review = await send("POST", `/users/${id}/review`, { decision: "approve" });
    expect([review.status, review.json.code]).toEqual([409, "INVALID_TRANSITION"]);
    const events = await send("GET", `/users/${id}/events?limit=1`);
    expect(events.json.data).toMatchObject({ items: [{ type: "user.updated", sequence: 2 }] });
    const canceled = await send("POST", `/users/${id}/cancel`);
    expect(canceled.json.data).toMatchObject({ status: "canceled", version: 3 });
  });

  test("a repeat with the same key replays the answer and creates nobody", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const body = { metadata: { once: "yes" } };
    const first = await send("POST", "/users/create", body, key);
    const again = await send("POST", "/users/create", body, key);
    expect(again.status).toBe(201);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.json.data).toEqual(first.json.data);
    const other = await send("POST", "/users/create", { metadata: { once: "no" } }, key);
    expect([other.status, other.json.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
  });

  test("what does not fit is named by field and code", async () => {
    const answer = await send("POST", "/users/create", {
      person: { dateOfBirth: "2023-02-29", nationality: "UK" },
      address: { country: "CO", subdivision: "CL-RM" },
      status: "approved",
    });
    expect(answer.status).toBe(422);
    const found = answer.json.details.map(({ field, code }: { field: string; code: string }) => [
      field,
      code,
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["person.dateOfBirth", "INVALID_DATE"],
        ["person.nationality", "INVALID_COUNTRY"],
        ["address.subdivision", "INVALID_SUBDIVISION"],
        ["status", "UNKNOWN_FIELD"],
      ]),
    );
    expect(found).toHaveLength(4);
  });

  test("another tenant's user, an unknown one and no id at all answer alike, byte for byte", async () => {
    const { id } = (await send("POST", "/users/create", {})).json.data;
    const unknown = `usr_${"x".repeat(24)}`;
    for (const [method, path, body] of [
      ["GET", "", undefined],
      ["GET", "/status", undefined],
      ["GET", "/events", undefined],
      ["PUT", "", { phone: null }],
      ["POST", "/cancel", undefined],
      ["POST", "/review", { decision: "approve" }],
    ] as const) {
      const words = async (user: string, by: string) => {
        const answer = await ask(app, `/v2/enroll/users/${user}${path}`, {
          method,
          token: by,
          ...(body ? { body } : {}),
        });
        const { meta: _, ...rest } = answer.json;
        return [answer.status, rest];
      };
      const foreign = await words(id, stranger);
      expect(foreign[0]).toBe(404);
      expect(await words(unknown, token)).toEqual(foreign);
      expect(await words("nobody", token)).toEqual(foreign);
    }
  });
});

test.each(endpoints.map((one) => [one.operationId, one] as const))(
  "%s can be written down in OpenAPI's schemas",
  (_, { params, query, body, data }) => {
    for (const schema of [params, query, body]) {
      if (schema) expect(() => z.toJSONSchema(schema, { io: "input" })).not.toThrow();
    }
    expect(() => z.toJSONSchema(data)).not.toThrow();
  },
);
