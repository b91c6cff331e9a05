/** What is known of a provider's health. */
export interface Circuit {
  /** Queries that failed one after the other. */
  failures: number;
  /** Nobody is let through before; 0 while it was never opened. Milliseconds since 1970. */
  openUntil: number;
}

/** Five in a row are no coincidence, and few enough that the people who wait for them are few. */
const THRESHOLD = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** How long a probe may take; after that another one may try. Longer than any query's own budget. */
export const PROBE_MS = 60_000;

/** `closed`: ask. `open`: do not. `half_open`: one query may try whether the provider is back. */
export type CircuitState = "closed" | "open" | "half_open";

export function stateOf(circuit: Circuit, now: number): CircuitState {
  if (circuit.failures < THRESHOLD) return "closed";
  return now < circuit.openUntil ? "open" : "half_open";
}

/** Until when nobody is let through after this many failures in a row: twice as long each time, up to 10 min. */
export function openUntilAfter(failures: number, now: number): number {
  if (failures < THRESHOLD) return 0;
  return now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - THRESHOLD));
}
