import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Caller, SCOPES } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { auditStatement } from "../../records/audit.ts";
import type { Database } from "../../storage/database.ts";
import { tenants } from "../../storage/tables/tenants.ts";
import { type CreateTenantDeps, createTenant } from "./create-tenant.ts";
import type { ChangeTenantInput, CreateTenantInput, TenantData } from "./schemas.ts";

type TenantRow = typeof tenants.$inferSelect;

const view = (row: Omit<TenantRow, "wrappedKey" | "kekId">): TenantData => ({
  id: row.id,
  object: "tenant",
  name: row.name,
  livemode: row.livemode,
  status: row.status,
  limits: row.settings.limits ?? {},
  createdAt: toInstant(row.createdAt),
});

/** One tenant. Throws `NOT_FOUND`. */
export async function readTenant(deps: { database: Database }, tenantId: string): Promise<TenantData> {
  const [row] = await deps.database.select().from(tenants).where(eq(tenants.id, tenantId));
  if (!row) throw new EnrollError("NOT_FOUND");
  return view(row);
}

/** The tenants in the order of their ids, after the cursor. */
export async function listTenants(
  deps: { database: Database },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: TenantData[]; nextCursor: string | null }> {
  const rows = await deps.database
    .select()
    .from(tenants)
    .where(and(cursor === undefined ? undefined : gt(tenants.id, cursor)))
    .orderBy(asc(tenants.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(view);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * Makes a tenant, or answers with the one of that id when a repeat asks for the same again; throws
 * `VALIDATION_FAILED` when the id is another tenant's.
 */
export async function addTenant(deps: CreateTenantDeps, input: CreateTenantInput): Promise<TenantData> {
  const { id, limits, ...rest } = input;
  if (id !== undefined) {
    const known = await readTenant(deps, id).catch(() => null);
    if (known && (known.name !== input.name || known.livemode !== input.livemode)) {
      throw new EnrollError("VALIDATION_FAILED", {
        details: [{ field: "id", code: "NAME_TAKEN", message: "" }],
      });
    }
    if (known) return known;
  }
  const made = await createTenant(deps, {
    ...rest,
    ...(id === undefined ? {} : { id }),
    settings: { limits },
  });
  return readTenant(deps, made.id);
}

/** Renames, suspends, resumes or limits a tenant, effective everywhere within seconds. Throws `NOT_FOUND`. */
export async function changeTenant(
  deps: CreateTenantDeps,
  tenantId: string,
  input: ChangeTenantInput,
  requestId: string,
): Promise<TenantData> {
  await readTenant(deps, tenantId);
  const { name, status, limits } = input;
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    // Only the limits: other settings may change in the same instant.
    ...(limits === undefined
      ? {}
      : { settings: sql`json_set(${tenants.settings}, '$.limits', json(${JSON.stringify(limits)}))` }),
  };
  if (Object.keys(changes).length === 0) return readTenant(deps, tenantId);
  const details = { ...(status ? { status } : {}), ...(limits as Record<string, number>) };
  await deps.database.batch([
    deps.database.update(tenants).set(changes).where(eq(tenants.id, tenantId)),
    auditStatement(
      deps.database,
      { tenantId, subject: "operator", requestId },
      { action: "tenant.change", targetType: "tenant", targetId: tenantId, details },
      deps.clock(),
    ),
  ]);
  return readTenant(deps, tenantId);
}

/** The operator acting in one tenant, with every scope. Throws `NOT_FOUND`. */
export async function operatorIn(
  deps: { database: Database },
  caller: Caller,
  tenantId: string,
): Promise<Caller> {
  const { livemode } = await readTenant(deps, tenantId);
  return { ...caller, tenantId, scopes: SCOPES, livemode };
}
