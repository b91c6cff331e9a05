import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { eventData, eventList } from "./answer-schemas.ts";
import type { WebhooksDeps } from "./deps.ts";
import { listEvents, readEvent } from "./read-events.ts";
import { READ } from "./route-defaults.ts";
import { eventFilter, eventParams } from "./schemas.ts";

/** What happened, whether or not anyone was told. */
export const eventRoutes = (deps: WebhooksDeps): Endpoint[] => [
  endpoint({
    ...READ,
    path: "/events",
    operationId: "listEvents",
    title: { en: "List events", es: "Listar los eventos" },
    summary: {
      en: "Lists what happened, newest first, by type or user; kept whether or not anyone listens.",
      es: "Lo que ocurrió, de lo más reciente a lo más antiguo, por tipo o usuario; se guarda aunque nadie escuche.",
    },
    query: eventFilter,
    data: eventList,
    handle: async ({ caller, query }) => ({ data: await listEvents(deps, caller, query) }),
  }),
  endpoint({
    ...READ,
    path: "/events/:eventId",
    operationId: "getEvent",
    title: { en: "Read an event", es: "Leer un evento" },
    summary: {
      en: "Shows an event as receivers get it.",
      es: "Un evento tal como lo reciben los receptores.",
    },
    params: eventParams,
    data: eventData,
    handle: async ({ caller, params }) => ({ data: await readEvent(deps, caller, params.eventId) }),
  }),
];
