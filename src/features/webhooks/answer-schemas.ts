import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { EVENT_TYPES } from "../../records/event-types.ts";
import { DELIVERY_STATES } from "./schemas.ts";

const list = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const endpointData = z.object({
  id: z.string().meta({ example: "whe_Zk3J9w2b7QpV0tLx5sRnY1cD" }),
  object: z.literal("webhook_endpoint"),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()),
  status: z.enum(["enabled", "disabled"]),
  disabledReason: z.string().nullable().meta({ description: "`requested`, `gone` (410) or `failing`." }),
  signing: z.enum(["v1", "v1a"]),
  publicKey: z.string().nullable().meta({ description: "`whpk_…` of a `v1a` endpoint." }),
  secret: z
    .string()
    .optional()
    .meta({ description: "`whsec_…` of a `v1` endpoint; only in the answer to its creation or rotation." }),
  failingSince: instant.nullable(),
  warnedAt: instant.nullable(),
  disablesAt: instant.nullable().meta({ description: "When it is disabled if nothing succeeds until then." }),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});
export const endpointList = list(endpointData);

export const endpointDeleted = z.object({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  deleted: z.literal(true),
});

export const pingSent = z.object({ endpointId: z.string(), eventId: z.string(), deliveryId: z.string() });

export const replayStarted = z.object({ endpointId: z.string(), replayed: z.number().int() });

export const eventData = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  timestamp: instant,
  apiVersion: z.string(),
  sequence: z.number().int().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export const eventList = list(eventData);

export const deliveryData = z.object({
  id: z.string(),
  object: z.literal("webhook_delivery"),
  eventId: z.string(),
  endpointId: z.string(),
  state: z.enum(DELIVERY_STATES).meta({
    description:
      "`claimed`: being sent now. `dead`: given up, can be sent again. `skipped`: its endpoint was off.",
  }),
  attempts: z.number().int(),
  nextAttemptAt: instant.nullable(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  createdAt: instant,
  deliveredAt: instant.nullable(),
});
export const deliveryList = list(deliveryData);

export const deliveryWithAttempts = deliveryData.extend({
  attemptLog: z.array(
    z.object({
      attempt: z.number().int(),
      at: instant,
      status: z.number().int().nullable(),
      durationMs: z.number().int(),
      error: z.string().nullable(),
    }),
  ),
});
