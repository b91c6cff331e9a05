const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waits before each attempt of a delivery (Standard Webhooks 1.0 recommends several days with growing waits). */
export const SCHEDULE_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Spreads retries, so that receivers that fell together are not met by all of their backlog at one instant. */
const JITTER = 0.2;
/** A receiver may ask for patience, not for oblivion. */
const MAX_RETRY_AFTER_MS = DAY;
/** Nothing but failures for this long disables an endpoint; half-way its owner is warned. */
export const DISABLE_AFTER_MS = 5 * DAY;

/** What an answer's status means: only 2xx takes the event, a redirect is not followed, 410 wants no more. */
export function judgeStatus(status: number): "delivered" | "failed" | "gone" {
  if (status >= 200 && status < 300) return "delivered";
  return status === 410 ? "gone" : "failed";
}

/**
 * Milliseconds until the next attempt after `attempts` failed ones; null when the schedule is spent. The schedule
 * begins anew every ten attempts, so that a replay of a dead delivery gets all of it again. `random` in [0, 1).
 * `Retry-After` may prolong the wait up to a day, never shorten it: ten quick failures would lose the event.
 */
export function nextDelayMs(attempts: number, random: number, retryAfterMs: number | null): number | null {
  const planned = SCHEDULE_MS[attempts % SCHEDULE_MS.length];
  if (!planned) return null; // the first wait of the schedule again: it is spent
  const jittered = Math.round(planned * (1 - JITTER + 2 * JITTER * random));
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}

/** `Retry-After` in milliseconds from `now`, of seconds or of a date (RFC 9110 §10.2.3); null when unreadable. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) || /^[\d\s.+-]*$/.test(header) ? null : Math.max(0, at - now);
}

/** What a failed attempt means for its endpoint, which has known nothing but failures since `failingSince`. */
export function judgeEndpoint(
  health: { failingSince: number | null; warnedAt: number | null },
  now: number,
): "keep" | "warn" | "disable" {
  if (health.failingSince === null) return "keep";
  const failingMs = now - health.failingSince;
  if (failingMs >= DISABLE_AFTER_MS) return "disable";
  return failingMs >= DISABLE_AFTER_MS / 2 && health.warnedAt === null ? "warn" : "keep";
}
