import { expect, test } from "vitest";
import { deliverWrites } from "../../../../src/features/connectors/deliver-writes.ts";
import { connectorEndpoints } from "../../../../src/features/connectors/routes.ts";
import { userEndpoints } from "../../../../src/features/users/routes.ts";
import { ask, aToken, edgeApp, edgeDeps } from "../../../support/edge.ts";
import { aFreshTenant } from "../support.ts";
import { asOwner, CONFIG, heldOf, makePeople, postgresDeps } from "./people.ts";

test("a company links its PostgreSQL, tests the link, enrols whom it knows, and reads the status in its table", async () => {
  await makePeople();
  const deps = postgresDeps();
  const caller = await aFreshTenant(deps);
  const edge = { ...edgeDeps(), clock: deps.clock };
  const app = edgeApp(edge, [...connectorEndpoints(deps), ...userEndpoints({ ...deps, connectors: deps })]);
  const token = await aToken(edge, { tenantId: caller.tenantId });
  const send = async (method: string, path: string, body?: unknown) =>
    (await ask(app, `/v2/enroll${path}`, { method, token, ...(body === undefined ? {} : { body }) })).json;

  const wrong = (await send("POST", "/connectors", { ...CONFIG, keyColumn: "custmer_id" })).data;
  const tried = (await send("POST", `/connectors/${wrong.id}/test`)).data;
  expect(tried.steps[2]).toMatchObject({
    code: "COLUMN_NOT_FOUND",
    subject: "custmer_id",
    message: "La columna no existe: custmer_id.",
  });
  await send("PUT", `/connectors/${wrong.id}`, CONFIG);
  expect((await send("POST", `/connectors/${wrong.id}/test`)).data.ok).toBe(true);

  const user = (await send("POST", "/users/create", { externalId: "crm-42" })).data;
  expect(user.existingUser).toMatchObject({ checked: true, matched: true });
  expect((await send("GET", `/users/${user.id}`)).data).toMatchObject({
    person: { givenNames: "Ana María", dateOfBirth: "1990-01-15" },
    provenance: { "person.givenNames": { source: "registry", connectorId: wrong.id } },
  });
  const blocked = (await send("POST", "/users/create", { externalId: "crm-43" })).data;
  expect(blocked.status).toBe("rejected");

  await send("POST", `/users/${user.id}/cancel`);
  await deliverWrites(deps);
  expect(await heldOf(1)).toMatchObject({ kyc_status: "canceled", enroll_id: user.id });
  expect(await heldOf(2)).toMatchObject({ kyc_status: "rejected", enroll_id: blocked.id });
  expect(await asOwner("SELECT 1 FROM customers")).toHaveLength(4);
  expect((await send("GET", `/connectors/${wrong.id}`)).data.writeBacks).toEqual({
    pending: 0,
    written: 2,
    absent: 0,
    dead: 0,
  });
});
