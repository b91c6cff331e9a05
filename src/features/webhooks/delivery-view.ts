import { toInstant } from "../../kernel/clock.ts";
import type { AttemptRow, DeliveryRow } from "./delivery-store.ts";

/** A delivery as its tenant sees it. */
export function viewDelivery(row: DeliveryRow) {
  return {
    id: row.id,
    object: "webhook_delivery" as const,
    eventId: row.eventId,
    endpointId: row.endpointId,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.state === "pending" ? toInstant(row.nextAt) : null,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    createdAt: toInstant(row.createdAt),
    deliveredAt: row.deliveredAt === null ? null : toInstant(row.deliveredAt),
  };
}

export const viewAttempt = (row: AttemptRow) => ({
  attempt: row.attempt,
  at: toInstant(row.at),
  status: row.status,
  durationMs: row.durationMs,
  error: row.error,
});
