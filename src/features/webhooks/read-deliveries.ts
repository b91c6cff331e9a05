import { type Caller, requireScope } from "../../kernel/caller.ts";
import { pageOf } from "../../kernel/cursor.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { findDelivery, listAttempts, listDeliveryRows } from "./delivery-store.ts";
import { viewAttempt, viewDelivery } from "./delivery-view.ts";
import type { WebhooksDeps } from "./deps.ts";
import type { DeliveryFilter } from "./schemas.ts";

/** One delivery with its attempts, oldest first. Throws `NOT_FOUND`. */
export async function readDelivery(deps: WebhooksDeps, caller: Caller, deliveryId: string) {
  requireScope(caller, "webhooks:read");
  const row = await findDelivery(deps.database, caller.tenantId, deliveryId);
  if (!row) throw new EnrollError("NOT_FOUND");
  const attempts = await listAttempts(deps.database, caller.tenantId, deliveryId);
  return { ...viewDelivery(row), attemptLog: attempts.map(viewAttempt) };
}

/** The tenant's deliveries, newest first. */
export async function listDeliveries(deps: WebhooksDeps, caller: Caller, filter: DeliveryFilter) {
  requireScope(caller, "webhooks:read");
  const { limit, cursor } = filter;
  const found = await listDeliveryRows(deps.database, caller.tenantId, filter, limit, cursor);
  const { rows, nextCursor } = pageOf(found, limit, (row) => ({ at: row.createdAt, id: row.id }));
  return { items: rows.map(viewDelivery), nextCursor };
}
