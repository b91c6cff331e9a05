/** Every event a receiver can subscribe to. */
export const EVENT_TYPES = [
  "user.created",
  "user.updated",
  "user.processing",
  "user.requires_input",
  "user.in_review",
  "user.approved",
  "user.rejected",
  "user.expired",
  "user.canceled",
  "user.redacted",
  "document.scanned",
  "document.extracted",
  "document.validated",
  "document.failed",
  "document.expiring",
  "biometric.liveness.passed",
  "biometric.liveness.failed",
  "biometric.registered",
  "biometric.verified",
  "biometric.mismatch",
  "biometric.duplicate_found",
  "biometric.deleted",
  "background.criminal.completed",
  "background.watchlist.completed",
  "background.watchlist.match_found",
  "background.watchlist.match_updated",
  "background.watchlist.match_resolved",
  "background.source_unavailable",
  "review.opened",
  "review.decided",
  "connector.failed",
  "webhook.endpoint_failing",
  "webhook.endpoint_disabled",
  "webhook.ping",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The version of the events' shape, sent as `apiVersion`. */
export const EVENT_API_VERSION = "2026-01-01";

/** An event before it is written. Thin: ids, statuses and reason codes, never a document's or a person's data. */
export interface EventDraft {
  type: EventType;
  userId: string | null;
  object: Record<string, unknown>;
  previous?: Record<string, unknown>;
}
