import * as z from "zod";
import type { IdPrefix } from "../kernel/ids.ts";
import { REASONS, type ReasonCode } from "../kernel/reasons.ts";

/** An id of the contract by its prefix, of as many characters as `newId` makes. */
export const idOf = (prefix: IdPrefix) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_-]{24}$`), "INVALID_IDENTIFIER");

/** ISO 8601 in UTC. */
export const instant = z.iso.datetime();

export const reasonCode = z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]);

/** What a result rests on: above all what was not done for it. */
export const assurance = z.object({ notPerformed: z.array(z.string()) });
