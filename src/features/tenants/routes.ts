import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import { addClient, listClients, revokeClient, rotateClient } from "../access/clients/manage-clients.ts";
import {
  clientData,
  clientsData,
  clientWithSecretData,
  createClientBody,
  rotateBody,
} from "../access/clients/schemas.ts";
import { addTenant, changeTenant, listTenants, operatorIn, readTenant } from "./manage-tenants.ts";
import {
  changeTenantBody,
  createTenantBody,
  tenantClientParams,
  tenantData,
  tenantParams,
  tenantsData,
  tenantsQuery,
} from "./schemas.ts";

const shared = { tag: "Operator", scope: null, operator: true, limit: null } as const;

/** The operator's routes: tenants, and their clients. */
export function tenantEndpoints(deps: RecordsDeps): Endpoint[] {
  return [
    endpoint({
      ...shared,
      method: "get",
      path: "/operator/tenants",
      operationId: "listTenants",
      summary: "The tenants of this Enroll.",
      query: tenantsQuery,
      data: tenantsData,
      handle: async ({ query }) => ({ data: await listTenants(deps, query) }),
    }),
    endpoint({
      ...shared,
      method: "post",
      path: "/operator/tenants",
      operationId: "createTenant",
      summary: "Makes a tenant, live or a sandbox, with a data key of its own.",
      body: createTenantBody,
      data: tenantData,
      status: 201,
      example: { id: "ten_acme", name: "Acme", livemode: false },
      handle: async ({ body }) => ({ data: await addTenant(deps, body) }),
    }),
    endpoint({
      ...shared,
      method: "get",
      path: "/operator/tenants/:tenantId",
      operationId: "readTenant",
      summary: "One tenant.",
      params: tenantParams,
      data: tenantData,
      handle: async ({ params }) => ({ data: await readTenant(deps, params.tenantId) }),
    }),
    endpoint({
      ...shared,
      method: "patch",
      path: "/operator/tenants/:tenantId",
      operationId: "changeTenant",
      summary: "Renames, suspends, resumes or limits a tenant; everywhere within seconds.",
      params: tenantParams,
      body: changeTenantBody,
      data: tenantData,
      example: { limits: { documents: 60 } },
      handle: async ({ caller, params, body }) => ({
        data: await changeTenant(deps, params.tenantId, body, caller.requestId),
      }),
    }),
    ...clientsOfTenants(deps),
  ];
}

/** The same verbs by which a tenant looks after its own clients: a first one, and those it has lost hold of. */
function clientsOfTenants(deps: RecordsDeps): Endpoint[] {
  return [
    endpoint({
      ...shared,
      method: "get",
      path: "/operator/tenants/:tenantId/clients",
      operationId: "listClientsOfTenant",
      summary: "The API clients of a tenant, without their secrets.",
      params: tenantParams,
      data: clientsData,
      async handle({ caller, params }) {
        const items = await listClients(deps, await operatorIn(deps, caller, params.tenantId));
        return { data: { items, nextCursor: null } };
      },
    }),
    endpoint({
      ...shared,
      method: "post",
      path: "/operator/tenants/:tenantId/clients",
      operationId: "createClientOfTenant",
      summary: "Makes an API client of a tenant; its secret is shown once.",
      params: tenantParams,
      body: createClientBody,
      data: clientWithSecretData,
      status: 201,
      example: { name: "backend", scopes: ["users:read", "users:write"] },
      handle: async ({ caller, params, body }) => ({
        data: await addClient(deps, await operatorIn(deps, caller, params.tenantId), body),
      }),
    }),
    endpoint({
      ...shared,
      method: "post",
      path: "/operator/tenants/:tenantId/clients/:clientId/rotate",
      operationId: "rotateClientOfTenant",
      summary: "Gives a tenant's client a new secret; the one before stays good for the overlap.",
      params: tenantClientParams,
      body: rotateBody,
      data: clientWithSecretData,
      example: { overlapHours: 24 },
      async handle({ caller, params, body }) {
        const operator = await operatorIn(deps, caller, params.tenantId);
        return { data: await rotateClient(deps, operator, params.clientId, body) };
      },
    }),
    endpoint({
      ...shared,
      method: "delete",
      path: "/operator/tenants/:tenantId/clients/:clientId",
      operationId: "revokeClientOfTenant",
      summary: "Ends a tenant's client for good, and every token it was given.",
      params: tenantClientParams,
      data: clientData,
      async handle({ caller, params }) {
        const operator = await operatorIn(deps, caller, params.tenantId);
        return { data: await revokeClient(deps, operator, params.clientId) };
      },
    }),
  ];
}
