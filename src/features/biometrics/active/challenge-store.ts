import { and, eq, inArray, lt } from "drizzle-orm";
import { unlessStale } from "../../../records/commit.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { livenessChallenges, livenessFrames } from "../../../storage/tables/biometrics.ts";

export type ChallengeRow = typeof livenessChallenges.$inferSelect;

export const insertChallenge = (database: Database, row: ChallengeRow): Statement =>
  database.insert(livenessChallenges).values(row);

export async function findChallenge(
  database: Database,
  tenantId: string,
  id: string,
): Promise<ChallengeRow | null> {
  const [row] = await database
    .select()
    .from(livenessChallenges)
    .where(and(eq(livenessChallenges.tenantId, tenantId), eq(livenessChallenges.id, id)));
  return row ?? null;
}

/** Takes an open challenge; breaks the batch when another request has taken it since. */
export function takeChallenge(
  database: Database,
  row: Pick<ChallengeRow, "tenantId" | "id">,
  use: { livenessId: string; usedAt: number },
): Statement {
  return database
    .update(livenessChallenges)
    .set({ state: unlessStale("state", "open", "used"), ...use })
    .where(and(eq(livenessChallenges.tenantId, row.tenantId), eq(livenessChallenges.id, row.id)));
}

/** Which of these hashes the tenant has sent before; at most as many as a challenge takes frames. */
export async function seenFrames(
  database: Database,
  tenantId: string,
  hashes: readonly string[],
): Promise<Set<string>> {
  const rows = await database
    .select({ sha256: livenessFrames.sha256 })
    .from(livenessFrames)
    .where(and(eq(livenessFrames.tenantId, tenantId), inArray(livenessFrames.sha256, [...hashes])));
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Remembers the hashes of frames; four values each, so that 24 of them fit D1's hundred to a statement. */
export function insertFrames(
  database: Database,
  tenantId: string,
  hashes: readonly string[],
  seen: { livenessId: string; createdAt: number },
): Statement {
  const rows = [...new Set(hashes)].map((sha256) => ({ tenantId, sha256, ...seen }));
  return database.insert(livenessFrames).values(rows).onConflictDoNothing();
}

/** Deletes challenges that expired, and hashes that were kept, before the given instants. */
export async function purgeChallenges(
  database: Database,
  before: { expired: number; framesKept: number },
): Promise<void> {
  await database.batch([
    database.delete(livenessChallenges).where(lt(livenessChallenges.expiresAt, before.expired)),
    database.delete(livenessFrames).where(lt(livenessFrames.createdAt, before.framesKept)),
  ]);
}
