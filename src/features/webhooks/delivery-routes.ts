import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { deliveryData, deliveryList, deliveryWithAttempts } from "./answer-schemas.ts";
import type { WebhooksDeps } from "./deps.ts";
import { listDeliveries, readDelivery } from "./read-deliveries.ts";
import { retryDelivery } from "./retry-delivery.ts";
import { READ, WRITE } from "./route-defaults.ts";
import { deliveryFilter, deliveryParams } from "./schemas.ts";

/** What was sent to receivers. */
export const deliveryRoutes = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...READ,
    path: "/webhooks/deliveries",
    operationId: "listWebhookDeliveries",
    title: { en: "List deliveries", es: "Listar las entregas" },
    summary: {
      en: "Lists deliveries, newest first, by endpoint, event or state.",
      es: "Las entregas, de lo más reciente a lo más antiguo, por receptor, evento o estado.",
    },
    query: deliveryFilter,
    data: deliveryList,
    handle: async ({ caller, query }) => ({ data: await listDeliveries(deps, caller, query) }),
  }),
  endpoint({
    ...READ,
    path: "/webhooks/deliveries/:deliveryId",
    operationId: "getWebhookDelivery",
    title: { en: "Read a delivery", es: "Leer una entrega" },
    summary: {
      en: "Shows a delivery with each of its attempts.",
      es: "Una entrega con cada uno de sus intentos.",
    },
    params: deliveryParams,
    data: deliveryWithAttempts,
    handle: async ({ caller, params }) => ({ data: await readDelivery(deps, caller, params.deliveryId) }),
  }),
  endpoint({
    ...WRITE,
    path: "/webhooks/deliveries/:deliveryId/retry",
    operationId: "retryWebhookDelivery",
    title: { en: "Retry a delivery", es: "Reintentar una entrega" },
    summary: {
      en: "Sends a delivery's event again at once, under the same event id.",
      es: "Envía de inmediato el evento de una entrega, con el mismo id.",
    },
    params: deliveryParams,
    data: deliveryData,
    status: 202,
    handle: async ({ caller, params }) => ({ data: await retryDelivery(deps, caller, params.deliveryId) }),
  }),
];
