import * as z from "zod";
import { PREFILL_FIELDS } from "../port.ts";

const value = z.string().max(500);

/** What a look-up may be answered with; anything else is nonsense and never read as "nobody". */
export const lookupAnswer = z.discriminatedUnion("found", [
  z.object({ found: z.literal(false) }),
  z.object({
    found: z.literal(true),
    key: z.string().min(1).max(200),
    matchedBy: z.enum(["externalId", "identifier", "email"]),
    blocked: z.boolean().default(false),
    fields: z.partialRecord(z.enum(PREFILL_FIELDS), value.nullable()).default({}),
  }),
]);

/** What a `ping` is answered with. */
export const pingAnswer = z.object({ pong: z.literal(true) });
