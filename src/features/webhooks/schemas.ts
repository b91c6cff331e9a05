import * as z from "zod";
import { decodeCursor } from "../../kernel/cursor.ts";
import { EVENT_TYPES } from "../../records/event-types.ts";

const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => value.isWellFormed(), "ILL_FORMED_TEXT");

const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_-]{1,80}$`));

export const endpointParams = z.strictObject({ endpointId: text(100) });
export const eventParams = z.strictObject({ eventId: text(100) });
export const deliveryParams = z.strictObject({ deliveryId: text(100) });

const eventTypes = z
  .array(z.enum([...EVENT_TYPES, "*"]))
  .min(1)
  .max(EVENT_TYPES.length)
  .default(["*"])
  .meta({ description: "Event types, or `*` for all of them.", example: ["user.approved", "user.rejected"] });

const settings = {
  url: text(2048).min(1).meta({
    description: "https on port 443 or 8443, a public host name. In development also loopback.",
    example: "https://example.com/enroll/webhooks",
  }),
  description: text(500).default(""),
  eventTypes,
};

export const endpointCreation = z.strictObject({
  ...settings,
  signing: z.enum(["v1", "v1a"]).default("v1").meta({
    description: "`v1`: HMAC-SHA-256 with a shared secret. `v1a`: Ed25519, verified with a public key.",
  }),
});
export type EndpointCreation = z.output<typeof endpointCreation>;

export const endpointReplacement = z.strictObject(settings);
export type EndpointReplacement = z.output<typeof endpointReplacement>;

const instant = z.iso.datetime({ error: "INVALID_INSTANT" });

export const replay = z.strictObject({
  since: instant.meta({ example: "2026-01-01T00:00:00.000Z" }),
  until: instant.optional().meta({ description: "Exclusive; now when left out." }),
  include: z
    .enum(["all", "undelivered"])
    .default("all")
    .meta({ description: "`undelivered` leaves out what the endpoint has already taken." }),
});
export type Replay = z.output<typeof replay>;

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .max(200)
    .optional()
    .transform((value, context) => {
      if (value === undefined) return null;
      const cursor = decodeCursor(value);
      if (cursor) return cursor;
      context.addIssue({ code: "custom", message: "INVALID_CURSOR" });
      return z.NEVER;
    }),
};

export const endpointPage = z.strictObject(page);
export type Page = z.output<typeof endpointPage>;

export const eventFilter = z.strictObject({
  ...page,
  type: z.enum(EVENT_TYPES).optional(),
  userId: idOf("usr").optional(),
});
export type EventFilter = z.output<typeof eventFilter>;

export const DELIVERY_STATES = ["pending", "claimed", "delivered", "dead", "skipped"] as const;

export const deliveryFilter = z.strictObject({
  ...page,
  endpointId: idOf("whe").optional(),
  eventId: idOf("evt").optional(),
  state: z.enum(DELIVERY_STATES).optional(),
});
export type DeliveryFilter = z.output<typeof deliveryFilter>;
