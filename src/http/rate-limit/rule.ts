/** A quota: at most `limit` requests in any window of `windowMs`. */
export interface LimitRule {
  /** Named in the `RateLimit` headers. */
  name: string;
  limit: number;
  windowMs: number;
}

/** Whether one more request may pass, and what is left. */
export interface LimitVerdict {
  allowed: boolean;
  remaining: number;
  /** Seconds until the oldest counted request leaves the window; at least 1. */
  resetSeconds: number;
}

/**
 * The sliding log: exact, since it counts the requests of the last window itself and not those of a calendar
 * minute (a fixed window lets twice the limit through around its edge).
 * @param hits instants (ms) of counted requests, oldest first
 * @returns the verdict, and the log with this request in it when it may pass
 */
export function countHit(
  hits: readonly number[],
  now: number,
  rule: Pick<LimitRule, "limit" | "windowMs">,
): { verdict: LimitVerdict; hits: number[] } {
  const recent = hitsWithin(hits, now, rule.windowMs);
  const allowed = recent.length < rule.limit;
  // A clock that steps back must not put the log out of order.
  if (allowed) recent.push(Math.max(now, recent.at(-1) ?? now));
  return { verdict: { allowed, ...room(recent, now, rule) }, hits: recent };
}

/** The verdict that one more request would get, without counting it. */
export function previewHit(
  hits: readonly number[],
  now: number,
  rule: Pick<LimitRule, "limit" | "windowMs">,
): LimitVerdict {
  const recent = hitsWithin(hits, now, rule.windowMs);
  return { allowed: recent.length < rule.limit, ...room(recent, now, rule) };
}

/** The hits that still count: those younger than the window. */
export function hitsWithin(hits: readonly number[], now: number, windowMs: number): number[] {
  return hits.filter((at) => at > now - windowMs);
}

function room(recent: number[], now: number, rule: Pick<LimitRule, "limit" | "windowMs">) {
  const oldest = recent[0] ?? now;
  return {
    remaining: Math.max(0, rule.limit - recent.length),
    resetSeconds: Math.max(1, Math.ceil((oldest + rule.windowMs - now) / 1000)),
  };
}
