import { and, desc, eq, sql } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { brandAssets, brandings } from "../../storage/tables/branding.ts";
import { tenants } from "../../storage/tables/tenants.ts";

export type BrandingRow = typeof brandings.$inferSelect;
export type AssetRow = typeof brandAssets.$inferSelect;

/** The newest version, or the one that is named; null when there is none. */
export async function findBranding(database: Database, tenantId: string, version?: number) {
  const [row] = await database
    .select()
    .from(brandings)
    .where(
      and(
        eq(brandings.tenantId, tenantId),
        version === undefined ? undefined : eq(brandings.version, version),
      ),
    )
    .orderBy(desc(brandings.version))
    .limit(1);
  return row ?? null;
}

/** What a tenant is called by who deployed this. */
export async function findTenantName(database: Database, tenantId: string): Promise<string> {
  const [row] = await database.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, tenantId));
  return row?.name ?? tenantId;
}

/** Keeps a version, unless another request has added one since `last` was read: then the whole batch fails. */
export function insertBranding(database: Database, row: BrandingRow, last: number): Statement {
  const version = sql<number>`CASE WHEN (SELECT coalesce(max(version), 0) FROM brandings
    WHERE tenant_id = ${row.tenantId}) = ${last} THEN ${row.version} ELSE NULL END`;
  return database.insert(brandings).values({ ...row, version });
}

/** A picture that the tenant has brought before; null for one that is only another's. */
export async function findAsset(database: Database, tenantId: string, sha256: string) {
  const [row] = await database
    .select()
    .from(brandAssets)
    .where(and(eq(brandAssets.tenantId, tenantId), eq(brandAssets.sha256, sha256)));
  return row ?? null;
}

export const insertAsset = (database: Database, row: AssetRow): Statement =>
  database.insert(brandAssets).values(row).onConflictDoNothing();
