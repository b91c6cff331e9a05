import type { Endpoint } from "../../http/endpoint.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import type { WebhooksDeps } from "./deps.ts";
import { endpointRoutes } from "./endpoint-routes.ts";
import { eventRoutes } from "./event-routes.ts";

/** Endpoints, their deliveries, and the events behind them. */
export const webhookEndpoints = (deps: WebhooksDeps): Endpoint[] => [
  ...endpointRoutes(deps),
  ...deliveryRoutes(deps),
  ...eventRoutes(deps),
];
