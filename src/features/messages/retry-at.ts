/** A person waits in front of a screen, so the first repeats come soon. */
const WAITS_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 120_000] as const;

/** Spreads what a provider that fell has to take at once. */
const JITTER = 0.2;

/**
 * When to try again after `attempts` failed ones, in milliseconds since 1970; null when it would come too late to be of
 * use. `random` in [0, 1).
 */
export function retryAt(attempts: number, expiresAt: number, now: number, random: number): number | null {
  const planned = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? WAITS_MS[0];
  const at = now + Math.round(planned * (1 - JITTER + 2 * JITTER * random));
  return at < expiresAt ? at : null;
}
