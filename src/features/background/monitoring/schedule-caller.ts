import type { Caller } from "../../../kernel/caller.ts";
import { newId } from "../../../kernel/ids.ts";

/** Who acts when a list changed and nobody asked: the schedule, within one tenant and without a scope. */
export const scheduleCaller = (tenantId: string, livemode: boolean): Caller => ({
  tenantId,
  subject: "schedule",
  scopes: [],
  locale: "es",
  requestId: newId("req"),
  livemode,
  idempotency: null,
});
