import { and, desc, eq, sql } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { policies } from "../../storage/tables/users.ts";

export type PolicyRow = typeof policies.$inferSelect;

const named = (tenantId: string, id: string) => and(eq(policies.tenantId, tenantId), eq(policies.id, id));

export async function findPolicyVersion(database: Database, tenantId: string, id: string, version: number) {
  const [row] = await database
    .select()
    .from(policies)
    .where(and(named(tenantId, id), eq(policies.version, version)));
  return row ?? null;
}

/** The version that new users get; null when the tenant has none of this id, or has put the built-in one back. */
export async function findActivePolicy(database: Database, tenantId: string, id: string) {
  const [row] = await database
    .select()
    .from(policies)
    .where(and(named(tenantId, id), eq(policies.active, true)));
  return row ?? null;
}

export async function lastPolicyVersion(database: Database, tenantId: string, id: string): Promise<number> {
  const [row] = await database
    .select({ version: policies.version })
    .from(policies)
    .where(named(tenantId, id))
    .orderBy(desc(policies.version))
    .limit(1);
  return row?.version ?? 0;
}

/** Every version of every policy, by id and newest first. */
export const listPolicyRows = (database: Database, tenantId: string, limit: number): Promise<PolicyRow[]> =>
  database
    .select()
    .from(policies)
    .where(eq(policies.tenantId, tenantId))
    .orderBy(policies.id, desc(policies.version))
    .limit(limit);

/** Keeps a version, unless another request has added one since `last` was read: then the whole batch fails. */
export function insertPolicy(database: Database, row: PolicyRow, last: number): Statement {
  const version = sql<number>`CASE WHEN (SELECT coalesce(max(version), 0) FROM policies
    WHERE tenant_id = ${row.tenantId} AND id = ${row.id}) = ${last} THEN ${row.version} ELSE NULL END`;
  return database.insert(policies).values({ ...row, version });
}

/** Makes one version the active one; a number that no row has makes none of them active. */
export const activateVersion = (
  database: Database,
  tenantId: string,
  id: string,
  version: number,
): Statement =>
  database
    .update(policies)
    .set({ active: sql<boolean>`${policies.version} = ${version}` })
    .where(named(tenantId, id));
