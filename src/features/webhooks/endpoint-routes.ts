import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { withEtag } from "../../http/with-etag.ts";
import { endpointData, endpointDeleted, endpointList, pingSent, replayStarted } from "./answer-schemas.ts";
import { createEndpoint } from "./create-endpoint.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import type { WebhooksDeps } from "./deps.ts";
import { pingEndpoint } from "./ping-endpoint.ts";
import { listEndpoints, readEndpoint } from "./read-endpoints.ts";
import { replayEvents } from "./replay-events.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { READ, WRITE } from "./route-defaults.ts";
import { endpointCreation, endpointPage, endpointParams, endpointReplacement, replay } from "./schemas.ts";
import { switchEndpoint } from "./switch-endpoint.ts";
import { updateEndpoint } from "./update-endpoint.ts";

/** The receivers of events: their registration, then what is done with one. */
export const endpointRoutes = (deps: WebhooksDeps): Endpoint[] => [...registration(deps), ...actions(deps)];

const registration = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints",
    operationId: "createWebhookEndpoint",
    title: { en: "Create a receiver", es: "Crear un receptor" },
    summary: {
      en: "Registers a receiver of events; only this answer shows its secret.",
      es: "Registra un receptor de eventos; solo esta respuesta muestra su secreto.",
    },
    body: endpointCreation,
    data: endpointData,
    status: 201,
    example: { url: "https://example.com/enroll/webhooks", eventTypes: ["user.approved", "user.rejected"] },
    handle: async ({ caller, body }) => withEtag(await createEndpoint(deps, caller, body)),
  }),
  endpoint({
    ...READ,
    path: "/webhooks/endpoints",
    operationId: "listWebhookEndpoints",
    title: { en: "List receivers", es: "Listar los receptores" },
    summary: {
      en: "Lists the receivers, newest first.",
      es: "Los receptores, de lo más reciente a lo más antiguo.",
    },
    query: endpointPage,
    data: endpointList,
    handle: async ({ caller, query }) => ({ data: await listEndpoints(deps, caller, query) }),
  }),
  endpoint({
    ...READ,
    path: "/webhooks/endpoints/:endpointId",
    operationId: "getWebhookEndpoint",
    title: { en: "Read a receiver", es: "Leer un receptor" },
    summary: {
      en: "Shows a receiver and its health, without its secret.",
      es: "Un receptor y su estado, sin su secreto.",
    },
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) => withEtag(await readEndpoint(deps, caller, params.endpointId)),
  }),
  endpoint({
    ...WRITE,
    method: "put",
    path: "/webhooks/endpoints/:endpointId",
    operationId: "updateWebhookEndpoint",
    title: { en: "Update a receiver", es: "Actualizar un receptor" },
    summary: {
      en: "Replaces a receiver's address, description and event types; `If-Match` guards against a lost update.",
      es: "Reemplaza la dirección, la descripción y los tipos de evento de un receptor; If-Match evita perder un cambio.",
    },
    params: endpointParams,
    body: endpointReplacement,
    data: endpointData,
    example: { url: "https://example.com/enroll/webhooks", description: "", eventTypes: ["*"] },
    handle: async ({ caller, params, body, ifMatch }) =>
      withEtag(await updateEndpoint(deps, caller, { ...body, ...params, ifMatch })),
  }),
  endpoint({
    ...WRITE,
    method: "delete",
    path: "/webhooks/endpoints/:endpointId",
    operationId: "deleteWebhookEndpoint",
    title: { en: "Delete a receiver", es: "Eliminar un receptor" },
    summary: {
      en: "Removes a receiver; what still waited for it is skipped.",
      es: "Elimina un receptor; lo que aún esperaba por él se omite.",
    },
    params: endpointParams,
    data: endpointDeleted,
    handle: async ({ caller, params }) => ({ data: await deleteEndpoint(deps, caller, params.endpointId) }),
  }),
];

const actions = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/rotate-secret",
    operationId: "rotateWebhookSecret",
    title: { en: "Rotate a secret", es: "Rotar un secreto" },
    summary: {
      en: "Gives a receiver a new secret; for 24 h each request carries the signatures of both.",
      es: "Da a un receptor un secreto nuevo; durante 24 horas cada solicitud lleva las firmas de ambos.",
    },
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) => withEtag(await rotateSecret(deps, caller, params.endpointId)),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/ping",
    operationId: "pingWebhookEndpoint",
    title: { en: "Ping a receiver", es: "Probar un receptor" },
    summary: {
      en: "Sends `webhook.ping` to this receiver alone.",
      es: "Envía `webhook.ping` solo a este receptor.",
    },
    params: endpointParams,
    data: pingSent,
    status: 202,
    handle: async ({ caller, params }) => ({ data: await pingEndpoint(deps, caller, params.endpointId) }),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/enable",
    operationId: "enableWebhookEndpoint",
    title: { en: "Enable a receiver", es: "Activar un receptor" },
    summary: {
      en: "Switches a receiver on again; what it missed is sent by a replay.",
      es: "Vuelve a activar un receptor; lo que se perdió se envía con una repetición.",
    },
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) =>
      withEtag(await switchEndpoint(deps, caller, { ...params, status: "enabled" })),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/disable",
    operationId: "disableWebhookEndpoint",
    title: { en: "Disable a receiver", es: "Desactivar un receptor" },
    summary: {
      en: "Switches a receiver off; what waited for it is skipped.",
      es: "Desactiva un receptor; lo que esperaba por él se omite.",
    },
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) =>
      withEtag(await switchEndpoint(deps, caller, { ...params, status: "disabled" })),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/replay",
    operationId: "replayWebhookEvents",
    title: { en: "Replay events", es: "Repetir eventos" },
    summary: {
      en: "Sends the events of a time again, under the same event ids.",
      es: "Envía de nuevo los eventos de un período, con los mismos ids.",
    },
    params: endpointParams,
    body: replay,
    data: replayStarted,
    status: 202,
    example: { since: "2026-01-01T00:00:00.000Z", include: "undelivered" },
    handle: async ({ caller, params, body }) => ({
      data: await replayEvents(deps, caller, { ...body, ...params }),
    }),
  }),
];
