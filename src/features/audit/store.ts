import { and, asc, desc, eq, gt, gte, lt, lte, sql } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { audit, auditChain } from "../../storage/tables/records.ts";
import { tenants } from "../../storage/tables/tenants.ts";

/** The last hash of a tenant's chain up to a number; null when there is none. */
export async function findHash(database: Database, tenantId: string, upTo: number = Number.MAX_SAFE_INTEGER) {
  const [row] = await database
    .select({ seq: auditChain.seq, hash: auditChain.hash })
    .from(auditChain)
    .where(and(eq(auditChain.tenantId, tenantId), lte(auditChain.seq, upTo)))
    .orderBy(desc(auditChain.seq))
    .limit(1);
  return row ?? null;
}

/** How many rows a tenant's audit has: its highest number, as they have no gap. */
export async function lastSeq(database: Database, tenantId: string): Promise<number> {
  const [row] = await database
    .select({ seq: audit.seq })
    .from(audit)
    .where(eq(audit.tenantId, tenantId))
    .orderBy(desc(audit.seq))
    .limit(1);
  return row?.seq ?? 0;
}

/** Rows from a number on, oldest first. */
export const rowsFrom = (database: Database, tenantId: string, seq: number, limit: number) =>
  database
    .select()
    .from(audit)
    .where(and(eq(audit.tenantId, tenantId), gte(audit.seq, seq)))
    .orderBy(asc(audit.seq))
    .limit(limit);

/** Links of the chain from a number on, each with its row of the audit, or null where that is missing. */
export const linksFrom = (database: Database, tenantId: string, seq: number, limit: number) =>
  database
    .select({ seq: auditChain.seq, hash: auditChain.hash, row: audit })
    .from(auditChain)
    .leftJoin(audit, and(eq(audit.tenantId, auditChain.tenantId), eq(audit.seq, auditChain.seq)))
    .where(and(eq(auditChain.tenantId, tenantId), gte(auditChain.seq, seq)))
    .orderBy(asc(auditChain.seq))
    .limit(limit);

/** Appends links; those that another run has appended meanwhile are the same and stay. */
export function insertLinks(
  database: Database,
  tenantId: string,
  links: readonly { seq: number; hash: string }[],
): Statement {
  // As one value, because D1 binds no more than 100.
  const rows = JSON.stringify(links.map(({ seq, hash }) => [seq, hash]));
  return database
    .insert(auditChain)
    .select(
      sql`SELECT ${tenantId}, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(${rows}) WHERE true`,
    )
    .onConflictDoNothing();
}

/** Tenants with rows beyond their chain. */
export async function unsealedTenants(database: Database, limit: number): Promise<string[]> {
  const top = sql`coalesce((SELECT max(${audit.seq}) FROM ${audit} WHERE ${audit.tenantId} = ${tenants.id}), 0)`;
  const sealed = sql`coalesce((SELECT max(${auditChain.seq}) FROM ${auditChain} WHERE ${auditChain.tenantId} = ${tenants.id}), 0)`;
  const rows = await database
    .select({ id: tenants.id })
    .from(tenants)
    .where(sql`${top} > ${sealed}`)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export interface AuditFilter {
  action?: string | undefined;
  actor?: string | undefined;
  targetType?: string | undefined;
  targetId?: string | undefined;
  after?: number | undefined;
  before?: number | undefined;
}

/** A tenant's rows below a number, newest first, each with its hash once it is sealed. */
export function listRows(
  database: Database,
  tenantId: string,
  filter: AuditFilter,
  below: number | null,
  limit: number,
) {
  const { action, actor, targetType, targetId, after, before } = filter;
  return database
    .select({ row: audit, hash: auditChain.hash })
    .from(audit)
    .leftJoin(auditChain, and(eq(auditChain.tenantId, audit.tenantId), eq(auditChain.seq, audit.seq)))
    .where(
      and(
        eq(audit.tenantId, tenantId),
        action === undefined ? undefined : eq(audit.action, action),
        actor === undefined ? undefined : eq(audit.actor, actor),
        targetType === undefined ? undefined : eq(audit.targetType, targetType),
        targetId === undefined ? undefined : eq(audit.targetId, targetId),
        after === undefined ? undefined : gt(audit.at, after),
        before === undefined ? undefined : lt(audit.at, before),
        below === null ? undefined : lt(audit.seq, below),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(limit);
}
