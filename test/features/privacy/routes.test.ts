import { beforeAll, expect, test } from "vitest";
import { privacyEndpoints } from "../../../src/features/privacy/routes.ts";
import { receiptEndpoints } from "../../../src/features/receipts/routes.ts";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import { aTenant } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";

const deps = edgeDeps({ limiter: openGate });
const app = edgeApp(deps, [...userEndpoints(deps), ...privacyEndpoints(deps), ...receiptEndpoints(deps)]);
let token: string;
beforeAll(async () => {
  token = await aToken(deps, { tenantId: await aTenant(deps) });
});
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  ask(app, `/v2/enroll${path}`, { method, token, headers, ...(body === undefined ? {} : { body }) });

test("an erased person comes back by no repeat of an earlier request", async () => {
  const key = { "idempotency-key": crypto.randomUUID() };
  const person = { externalId: "crm-erased", person: { givenNames: "Ana" } };
  const { id } = (await send("POST", "/users/create", person, key)).json.data;
  expect((await send("GET", `/users/${id}/export`)).json.data).toMatchObject({ userId: id });

  const erased = await send("DELETE", `/users/${id}`);
  expect(erased.json.data).toMatchObject({ userId: id, status: "redacted" });
  const verified = await send("POST", "/receipts/verify", { receipt: erased.json.data.receipt });
  expect(verified.json.data).toMatchObject({ valid: true, type: "deletion-receipt+jwt" });

  const repeat = await send("POST", "/users/create", person, key);
  expect([repeat.status, repeat.json.code]).toEqual([404, "NOT_FOUND"]);
  expect((await send("GET", `/users/${id}`)).status).toBe(404);
  expect((await send("GET", "/users?externalId=crm-erased")).json.data.items).toEqual([]);
  expect((await send("PUT", `/users/${id}`, { person: { givenNames: "Eva" } })).status).toBe(404);
});
