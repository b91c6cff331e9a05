import { type Endpoint, endpoint } from "../../../http/endpoint.ts";
import { createProvider } from "./create-provider.ts";
import { deleteProvider } from "./delete-provider.ts";
import { getSources } from "./get-sources.ts";
import {
  callbackBody,
  callbackData,
  callbackParams,
  PROVIDER_EXAMPLE,
  providerCreation,
  providerData,
  providerDeleted,
  providerList,
  providerParams,
  providerReplacement,
  sourceList,
  sourcesQuery,
} from "./provider-schemas.ts";
import type { ProvidersDeps } from "./providers-deps.ts";
import { readProvider, readProviders } from "./read-providers.ts";
import { receiveCallback } from "./receive-callback.ts";
import { replaceProvider } from "./replace-provider.ts";

const OF_ADMIN = { tag: "Background", scope: "admin", limit: null } as const;

/** The endpoints of criminal-record registers: which exist, who asks them, and where late answers arrive. */
export const criminalProviderEndpoints = (deps: ProvidersDeps): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/background/sources",
    operationId: "listCriminalSources",
    tag: "Background",
    title: { en: "List criminal registers", es: "Listar los registros penales" },
    summary: {
      en: "The registers of criminal records by jurisdiction, and which of them you have connected.",
      es: "Los registros de antecedentes por jurisdicción, y cuáles de ellos están conectados.",
    },
    scope: "background:read",
    limit: null,
    query: sourcesQuery,
    data: sourceList,
    handle: async ({ caller, query }) => ({ data: await getSources(deps, caller, query.jurisdiction) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/background/providers",
    operationId: "createCriminalProvider",
    title: { en: "Connect a provider", es: "Conectar un proveedor" },
    summary: {
      en: "Connects registers to a provider: ready-made, or any HTTP service by a mapping of its requests and answers.",
      es: "Conecta registros a un proveedor: uno ya preparado, o cualquier servicio HTTP mediante un mapa de sus solicitudes y respuestas.",
    },
    body: providerCreation,
    data: providerData,
    status: 201,
    example: PROVIDER_EXAMPLE,
    handle: async ({ caller, body }) => ({ data: await createProvider(deps, caller, body) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/background/providers",
    operationId: "listCriminalProviders",
    title: { en: "List providers", es: "Listar los proveedores" },
    summary: {
      en: "Your providers of criminal records and how each fares; credentials are never shown.",
      es: "Los proveedores de antecedentes y cómo está cada uno; nunca se muestran sus credenciales.",
    },
    data: providerList,
    handle: async ({ caller }) => ({ data: await readProviders(deps, caller) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/background/providers/:providerId",
    operationId: "readCriminalProvider",
    title: { en: "Read a provider", es: "Leer un proveedor" },
    summary: {
      en: "One provider of criminal records: its registers and its circuit.",
      es: "Un proveedor de antecedentes: sus registros y su cortacircuitos.",
    },
    params: providerParams,
    data: providerData,
    handle: async ({ caller, params }) => ({ data: await readProvider(deps, caller, params.providerId) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "put",
    path: "/background/providers/:providerId",
    operationId: "replaceCriminalProvider",
    title: { en: "Replace a provider", es: "Reemplazar un proveedor" },
    summary: {
      en: "Replaces a provider's whole configuration, its credentials included, and closes its circuit.",
      es: "Reemplaza toda la configuración de un proveedor, incluidas sus credenciales, y cierra su cortacircuitos.",
    },
    params: providerParams,
    body: providerReplacement,
    data: providerData,
    example: { config: PROVIDER_EXAMPLE.config },
    handle: async ({ caller, params, body }) => ({
      data: await replaceProvider(deps, caller, { ...params, ...body }),
    }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "delete",
    path: "/background/providers/:providerId",
    operationId: "deleteCriminalProvider",
    title: { en: "Delete a provider", es: "Eliminar un proveedor" },
    summary: {
      en: "Forgets a provider and its credentials; its registers are not configured any more.",
      es: "Olvida un proveedor y sus credenciales; sus registros dejan de estar configurados.",
    },
    params: providerParams,
    data: providerDeleted,
    handle: async ({ caller, params }) => ({ data: await deleteProvider(deps, caller, params.providerId) }),
  }),
  endpoint({
    method: "post",
    path: "/background/provider-callbacks/:token",
    operationId: "receiveProviderCallback",
    tag: "Background",
    title: { en: "Receive a late answer", es: "Recibir una respuesta tardía" },
    summary: {
      en: "Where a provider sends an answer that took its time, signed by Standard Webhooks; each address works once.",
      es: "Donde un proveedor envía una respuesta que tomó su tiempo, firmada según Standard Webhooks; cada dirección sirve una vez.",
    },
    scope: null,
    limit: null,
    carries: "signed",
    params: callbackParams,
    body: callbackBody,
    data: callbackData,
    handle: async ({ params, body, door }) => ({
      data: await receiveCallback(deps, {
        token: params.token,
        signed: door.signed,
        body: body as unknown as Uint8Array,
      }),
    }),
  }),
];
