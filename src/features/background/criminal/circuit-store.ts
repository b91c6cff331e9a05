import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "../../../storage/database.ts";
import { criminalProviders } from "../../../storage/tables/criminal.ts";
import { openUntilAfter, PROBE_MS, stateOf } from "./circuit.ts";

interface At {
  database: Database;
  tenantId: string;
  providerId: string;
}

const rowOf = ({ tenantId, providerId }: At) =>
  and(eq(criminalProviders.tenantId, tenantId), eq(criminalProviders.id, providerId));

/**
 * Whether a query may be sent now. Of several that meet a half-open circuit one is let through: whoever moves
 * `open_until` on first.
 */
export async function enterCircuit(at: At, now: number): Promise<boolean> {
  const { database } = at;
  const [circuit] = await database
    .select({ failures: criminalProviders.failures, openUntil: criminalProviders.openUntil })
    .from(criminalProviders)
    .where(rowOf(at));
  if (!circuit) return true;
  const state = stateOf(circuit, now);
  if (state !== "half_open") return state === "closed";
  const claimed = await database
    .update(criminalProviders)
    .set({ openUntil: now + PROBE_MS })
    .where(and(rowOf(at), eq(criminalProviders.openUntil, circuit.openUntil)))
    .returning({ id: criminalProviders.id });
  return claimed.length > 0;
}

/** Notes how a query went: an answer closes the circuit, a failure counts, and enough of them open it. */
export async function leaveCircuit(at: At, answered: boolean, now: number): Promise<void> {
  const { database } = at;
  if (answered) {
    await database
      .update(criminalProviders)
      .set({ failures: 0, openUntil: 0 })
      .where(and(rowOf(at), gt(criminalProviders.failures, 0)));
    return;
  }
  const [circuit] = await database
    .update(criminalProviders)
    .set({ failures: sql`failures + 1` })
    .where(rowOf(at))
    .returning({ failures: criminalProviders.failures });
  const openUntil = openUntilAfter(circuit?.failures ?? 0, now);
  if (openUntil > 0) await database.update(criminalProviders).set({ openUntil }).where(rowOf(at));
}
