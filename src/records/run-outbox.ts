import type { Clock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { inParallel } from "../kernel/in-parallel.ts";
import { logLine } from "../kernel/logger.ts";

/** A Worker may hold six connections open at once. */
const PARALLEL = 6;
/** A run ends after this long and leaves the rest to the next, well before the platform would end it. */
const MAX_RUN_MS = 60_000;
/** What is due is looked for this often without the queue: a hint may be lost, and a retry has none. */
export const SWEEP_EVERY_MS = 30_000;

/** What a feature sends out of the database: rows that are due are leased, worked off, and what came of it is kept. */
export interface Outbox<Item, Outcome extends string> {
  /** Begins the names of its log lines, such as `webhooks.run`. */
  name: string;
  outcomes: readonly Outcome[];
  /** Rows that a claim takes at the most: one that takes fewer has taken the last. */
  claimSize: number;
  /** Claims of one run at the most. */
  maxClaims: number;
  /** Leases what is due at `now`; how many rows that were, and those of them that are still of use. */
  claim(now: number): Promise<{ claimed: number; items: readonly Item[] }>;
  work(item: Item, runId: string): Promise<Outcome>;
  /** When the next row is due, in milliseconds since 1970; null when none waits. */
  earliest(): Promise<number | null>;
}

/** How many ended how; `broken` are left to the end of their lease by a failure of ours. */
export type OutboxRun<Outcome extends string> = Record<"claimed" | Outcome | "broken", number> & {
  /** When the next row is due, in milliseconds since 1970; null when none waits. */
  nextAt: number | null;
};

/**
 * Works off what is due, of all tenants, at least once: a run killed at any point leaves leases that end, and what it
 * held is worked off again.
 */
export async function runOutbox<Item, Outcome extends string>(
  { clock }: { clock: Clock },
  outbox: Outbox<Item, Outcome>,
): Promise<OutboxRun<Outcome>> {
  const { name, outcomes, claimSize, maxClaims } = outbox;
  const startedAt = clock();
  const runId = newId("req");
  const tally = { claimed: 0, ...zeroes(outcomes), broken: 0 } as Record<
    "claimed" | Outcome | "broken",
    number
  >;
  const workOne = (item: Item) =>
    outbox.work(item, runId).catch((error: unknown) => {
      logLine(`${name}.broken`, { error: error instanceof Error ? error.name : "unknown" });
      return "broken" as const;
    });
  for (let round = 0; round < maxClaims && clock() - startedAt < MAX_RUN_MS; round++) {
    const { claimed, items } = await outbox.claim(clock());
    tally.claimed += claimed;
    await inParallel(items, PARALLEL, async (item) => {
      tally[await workOne(item)] += 1;
    });
    if (claimed < claimSize) break;
  }
  const nextAt = await outbox.earliest();
  if (tally.claimed > 0) logLine(`${name}.run`, { runId, durationMs: clock() - startedAt, ...tally });
  return { ...tally, nextAt };
}

const zeroes = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));

/**
 * Runs after a hint of the queue or at the sweeper's alarm, and answers when to look next, in milliseconds since 1970.
 * Never throws: what is due stands in the database.
 */
export async function runAfterHint(
  { clock }: { clock: Clock },
  name: string,
  run: () => Promise<{ nextAt: number | null }>,
): Promise<number> {
  const latest = () => clock() + SWEEP_EVERY_MS;
  try {
    const { nextAt } = await run();
    return Math.min(nextAt ?? latest(), latest());
  } catch (error) {
    logLine(`${name}.run_failed`, { error: error instanceof Error ? error.name : "unknown" });
    return latest();
  }
}
