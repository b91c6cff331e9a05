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
      title: { en: "List tenants", es: "Listar empresas" },
      summary: {
        en: "The tenants of this Enroll.",
        es: "Las empresas de este Enroll.",
      },
      query: tenantsQuery,
      data: tenantsData,
      handle: async ({ query }) => ({ data: await listTenants(deps, query) }),
    }),
    endpoint({
      ...shared,
      method: "post",
      path: "/operator/tenants",
      operationId: "createTenant",
      title: { en: "Create a tenant", es: "Crear una empresa" },
      summary: {
        en: "Makes a tenant, live or a sandbox, with a data key of its own.",
        es: "Crea una empresa, real o de pruebas, con una clave de datos propia.",
      },
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
      title: { en: "Read a tenant", es: "Leer una empresa" },
      summary: {
        en: "One tenant.",
        es: "Una empresa.",
      },
      params: tenantParams,
      data: tenantData,
      handle: async ({ params }) => ({ data: await readTenant(deps, params.tenantId) }),
    }),
    endpoint({
      ...shared,
      method: "patch",
      path: "/operator/tenants/:tenantId",
      operationId: "changeTenant",
      title: { en: "Change a tenant", es: "Cambiar una empresa" },
      summary: {
        en: "Renames, suspends, resumes or limits a tenant; everywhere within seconds.",
        es: "Cambia el nombre, suspende, reanuda o limita una empresa; en segundos vale en todas partes.",
      },
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
      title: { en: "List a tenant's clients", es: "Listar los clientes de una empresa" },
      summary: {
        en: "The API clients of a tenant, without their secrets.",
        es: "Los clientes de la API de una empresa, sin sus secretos.",
      },
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
      title: { en: "Create a tenant's client", es: "Crear un cliente de una empresa" },
      summary: {
        en: "Makes an API client of a tenant; its secret is shown once.",
        es: "Crea un cliente de la API para una empresa; su secreto se muestra una vez.",
      },
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
      title: { en: "Rotate a tenant's client", es: "Renovar un cliente de una empresa" },
      summary: {
        en: "Gives a tenant's client a new secret; the one before stays good for the overlap.",
        es: "Da a un cliente de una empresa un secreto nuevo; el anterior sigue valiendo durante el solape.",
      },
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
      title: { en: "Revoke a tenant's client", es: "Revocar un cliente de una empresa" },
      summary: {
        en: "Ends a tenant's client for good, and every token it was given.",
        es: "Acaba con un cliente de una empresa para siempre, y con todos los tokens que recibió.",
      },
      params: tenantClientParams,
      data: clientData,
      async handle({ caller, params }) {
        const operator = await operatorIn(deps, caller, params.tenantId);
        return { data: await revokeClient(deps, operator, params.clientId) };
      },
    }),
  ];
}
