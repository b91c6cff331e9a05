/** Asks one part whether it is there; rejects or resolves false when it is not. */
export type Probe = () => Promise<boolean>;

/** The parts by name. A `required` part that is down makes the whole service unavailable. */
export type HealthProbes = Record<string, { required: boolean; probe: Probe }>;

export interface Health {
  status: "ok" | "unavailable";
  parts: Record<string, "ok" | "down">;
}

/** A part that has not answered by then counts as down. */
const PATIENCE_MS = 2_000;

/** Asks every part at once; names and states only, nothing about how they are configured. */
export async function readHealth(probes: HealthProbes): Promise<Health> {
  const states = await Promise.all(
    Object.entries(probes).map(
      async ([name, { probe }]) => [name, (await answers(probe)) ? "ok" : "down"] as const,
    ),
  );
  const down = states.some(([name, state]) => state === "down" && probes[name]?.required);
  return { status: down ? "unavailable" : "ok", parts: Object.fromEntries(states) };
}

async function answers(probe: Probe): Promise<boolean> {
  const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  const asked = probe().catch(() => false);
  return Promise.race([asked, patience]);
}
