import { type Endpoint, endpoint } from "../../../http/endpoint.ts";
import type { RecordsDeps } from "../../../records/commit.ts";
import { addClient, listClients, revokeClient, rotateClient } from "./manage-clients.ts";
import {
  clientData,
  clientParams,
  clientsData,
  clientWithSecretData,
  createClientBody,
  rotateBody,
} from "./schemas.ts";

/** The routes by which a tenant looks after its own API clients. */
export function clientEndpoints(deps: RecordsDeps): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/clients",
      operationId: "listClients",
      tag: "Access",
      title: { en: "List API clients", es: "Listar clientes de la API" },
      summary: {
        en: "The tenant's API clients, without their secrets.",
        es: "Los clientes de la API de la empresa, sin sus secretos.",
      },
      scope: "admin",
      limit: null,
      data: clientsData,
      handle: async ({ caller }) => ({ data: { items: await listClients(deps, caller), nextCursor: null } }),
    }),
    endpoint({
      method: "post",
      path: "/clients",
      operationId: "createClient",
      tag: "Access",
      title: { en: "Create an API client", es: "Crear un cliente de la API" },
      summary: {
        en: "Makes an API client with some of the caller's own scopes; its secret is shown once.",
        es: "Crea un cliente con algunos de los permisos de quien llama; su secreto se muestra una vez.",
      },
      scope: "admin",
      limit: null,
      body: createClientBody,
      data: clientWithSecretData,
      status: 201,
      example: { name: "core-banking", scopes: ["users:read", "users:write"] },
      handle: async ({ caller, body }) => ({ data: await addClient(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/clients/:clientId/rotate",
      operationId: "rotateClient",
      tag: "Access",
      title: { en: "Rotate a client's secret", es: "Renovar el secreto de un cliente" },
      summary: {
        en: "Gives a client a new secret; the one before stays good for the overlap.",
        es: "Da a un cliente un secreto nuevo; el anterior sigue valiendo durante el solape.",
      },
      scope: "admin",
      limit: null,
      params: clientParams,
      body: rotateBody,
      data: clientWithSecretData,
      example: { overlapHours: 24 },
      handle: async ({ caller, params, body }) => ({
        data: await rotateClient(deps, caller, params.clientId, body),
      }),
    }),
    endpoint({
      method: "delete",
      path: "/clients/:clientId",
      operationId: "revokeClient",
      tag: "Access",
      title: { en: "Revoke an API client", es: "Revocar un cliente de la API" },
      summary: {
        en: "Ends a client for good, and every token it was given.",
        es: "Acaba con un cliente para siempre, y con todos los tokens que recibió.",
      },
      scope: "admin",
      limit: null,
      params: clientParams,
      data: clientData,
      handle: async ({ caller, params }) => ({ data: await revokeClient(deps, caller, params.clientId) }),
    }),
  ];
}
