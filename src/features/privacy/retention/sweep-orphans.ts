import { eq, sql } from "drizzle-orm";
import type { Clock } from "../../../kernel/clock.ts";
import { type BlobStore, placeOfBlob } from "../../../storage/blobs.ts";
import type { Database } from "../../../storage/database.ts";
import { sweeps } from "../../../storage/tables/tenants.ts";

const SWEEP = "orphaned_pictures";
/** Pictures are stored before the batch that writes their row; a day later that batch has long failed. */
const GRACE_MS = 86_400_000;

/**
 * Deletes pictures that no row knows: their request died between storing them and writing its batch. Looks at up
 * to 1,000 objects a run and goes on from there in the next; for a cron, and safe to run twice.
 * @returns how many were deleted
 */
export async function sweepOrphans(deps: {
  database: Database;
  blobs: BlobStore;
  clock: Clock;
}): Promise<number> {
  const now = deps.clock();
  const [at] = await deps.database.select().from(sweeps).where(eq(sweeps.name, SWEEP));
  const listed = await deps.blobs.listAfter(at?.cursor ?? null);
  const aged = listed.filter(({ key, storedAt }) => storedAt < now - GRACE_MS && isPicture(key));
  const orphans = await withoutRow(
    deps.database,
    aged.map(({ key }) => key),
  );
  for (const key of orphans) await deps.blobs.delete(key);
  const row = { name: SWEEP, cursor: listed.at(-1)?.key ?? null, updatedAt: now };
  await deps.database.insert(sweeps).values(row).onConflictDoUpdate({ target: sweeps.name, set: row });
  return orphans.length;
}

/** The bucket also holds lists and other objects of the tenant, which are not this sweep's. */
const isPicture = (key: string) => /^[^/]+\/[^/]+\/(document|face|upload)\/./.test(key);

async function withoutRow(database: Database, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const places = keys.map((key) => {
    const { tenantId, subjectId, kind, name } = placeOfBlob(key);
    const [id, side = ""] = kind === "upload" ? [subjectId] : name.split("/");
    return { key, tenantId, kind, id, side };
  });
  // By primary key, one look a picture.
  const rows = await database.all<{ key: string }>(sql`
    WITH held AS (
      SELECT value ->> 'key' AS key, value ->> 'tenantId' AS tenant, value ->> 'kind' AS kind,
        value ->> 'id' AS id, value ->> 'side' AS side
      FROM json_each(${JSON.stringify(places)}))
    SELECT key FROM held WHERE NOT CASE kind
      WHEN 'document' THEN EXISTS (SELECT 1 FROM document_images d
        WHERE d.tenant_id = tenant AND d.document_id = held.id AND d.side = held.side)
      WHEN 'face' THEN EXISTS (SELECT 1 FROM faces f
        WHERE f.tenant_id = tenant AND f.id = held.id AND f.blob_key IS NOT NULL)
      ELSE EXISTS (SELECT 1 FROM uploads u WHERE u.tenant_id = tenant AND u.id = held.id) END`);
  return rows.map(({ key }) => key);
}
