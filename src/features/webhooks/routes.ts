import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import {
  deliveryData,
  deliveryList,
  deliveryWithAttempts,
  endpointData,
  endpointDeleted,
  endpointList,
  eventData,
  eventList,
  pingSent,
  replayStarted,
} from "./answer-schemas.ts";
import { createEndpoint } from "./create-endpoint.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import type { WebhooksDeps } from "./deps.ts";
import type { EndpointView } from "./endpoint-view.ts";
import { pingEndpoint } from "./ping-endpoint.ts";
import { listDeliveries, readDelivery } from "./read-deliveries.ts";
import { listEndpoints, readEndpoint } from "./read-endpoints.ts";
import { listEvents, readEvent } from "./read-events.ts";
import { replayEvents } from "./replay-events.ts";
import { retryDelivery } from "./retry-delivery.ts";
import { rotateSecret } from "./rotate-secret.ts";
import {
  deliveryFilter,
  deliveryParams,
  endpointCreation,
  endpointPage,
  endpointParams,
  endpointReplacement,
  eventFilter,
  eventParams,
  replay,
} from "./schemas.ts";
import { switchEndpoint } from "./switch-endpoint.ts";
import { updateEndpoint } from "./update-endpoint.ts";

const READ = { tag: "Webhooks", scope: "webhooks:read", limit: null, method: "get" } as const;
const WRITE = { tag: "Webhooks", scope: "webhooks:write", limit: null, method: "post" } as const;

const withEtag = (data: EndpointView) => ({ data, headers: { etag: `"${data.version}"` } });

/** Endpoints, their deliveries, and the events behind them. */
export const webhookEndpoints = (deps: WebhooksDeps): Endpoint[] => [
  ...endpointRoutes(deps),
  ...endpointActions(deps),
  ...deliveryRoutes(deps),
  ...eventRoutes(deps),
];

const endpointRoutes = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints",
    operationId: "createWebhookEndpoint",
    summary: "Registers a receiver of events; only this answer shows its secret.",
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
    summary: "Lists the receivers, newest first.",
    query: endpointPage,
    data: endpointList,
    handle: async ({ caller, query }) => ({ data: await listEndpoints(deps, caller, query) }),
  }),
  endpoint({
    ...READ,
    path: "/webhooks/endpoints/:endpointId",
    operationId: "getWebhookEndpoint",
    summary: "Shows a receiver and its health, without its secret.",
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) => withEtag(await readEndpoint(deps, caller, params.endpointId)),
  }),
  endpoint({
    ...WRITE,
    method: "put",
    path: "/webhooks/endpoints/:endpointId",
    operationId: "updateWebhookEndpoint",
    summary:
      "Replaces a receiver's address, description and event types; `If-Match` guards against a lost update.",
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
    summary: "Removes a receiver; what still waited for it is skipped.",
    params: endpointParams,
    data: endpointDeleted,
    handle: async ({ caller, params }) => ({ data: await deleteEndpoint(deps, caller, params.endpointId) }),
  }),
];

const endpointActions = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/rotate-secret",
    operationId: "rotateWebhookSecret",
    summary: "Gives a receiver a new secret; for 24 h each request carries the signatures of both.",
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) => withEtag(await rotateSecret(deps, caller, params.endpointId)),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/ping",
    operationId: "pingWebhookEndpoint",
    summary: "Sends `webhook.ping` to this receiver alone.",
    params: endpointParams,
    data: pingSent,
    status: 202,
    handle: async ({ caller, params }) => ({ data: await pingEndpoint(deps, caller, params.endpointId) }),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/enable",
    operationId: "enableWebhookEndpoint",
    summary: "Switches a receiver on again; what it missed is sent by a replay.",
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) =>
      withEtag(await switchEndpoint(deps, caller, { ...params, status: "enabled" })),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/disable",
    operationId: "disableWebhookEndpoint",
    summary: "Switches a receiver off; what waited for it is skipped.",
    params: endpointParams,
    data: endpointData,
    handle: async ({ caller, params }) =>
      withEtag(await switchEndpoint(deps, caller, { ...params, status: "disabled" })),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/endpoints/:endpointId/replay",
    operationId: "replayWebhookEvents",
    summary: "Sends the events of a time again, under the same event ids.",
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

const deliveryRoutes = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...READ,
    path: "/webhooks/deliveries",
    operationId: "listWebhookDeliveries",
    summary: "Lists deliveries, newest first, by endpoint, event or state.",
    query: deliveryFilter,
    data: deliveryList,
    handle: async ({ caller, query }) => ({ data: await listDeliveries(deps, caller, query) }),
  }),
  endpoint({
    ...READ,
    path: "/webhooks/deliveries/:deliveryId",
    operationId: "getWebhookDelivery",
    summary: "Shows a delivery with each of its attempts.",
    params: deliveryParams,
    data: deliveryWithAttempts,
    handle: async ({ caller, params }) => ({ data: await readDelivery(deps, caller, params.deliveryId) }),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/deliveries/:deliveryId/retry",
    operationId: "retryWebhookDelivery",
    summary: "Sends a delivery's event again at once, under the same event id.",
    params: deliveryParams,
    data: deliveryData,
    status: 202,
    handle: async ({ caller, params }) => ({ data: await retryDelivery(deps, caller, params.deliveryId) }),
  }),
];

const eventRoutes = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...READ,
    path: "/events",
    operationId: "listEvents",
    summary: "Lists what happened, newest first, by type or user; kept whether or not anyone listens.",
    query: eventFilter,
    data: eventList,
    handle: async ({ caller, query }) => ({ data: await listEvents(deps, caller, query) }),
  }),
  endpoint({
    ...READ,
    path: "/events/:eventId",
    operationId: "getEvent",
    summary: "Shows an event as receivers get it.",
    params: eventParams,
    data: eventData,
    handle: async ({ caller, params }) => ({ data: await readEvent(deps, caller, params.eventId) }),
  }),
];
