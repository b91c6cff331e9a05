import type { Clock } from "../../kernel/clock.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { auditStatement } from "../../records/audit.ts";
import type { Database } from "../../storage/database.ts";
import { type TenantSettings, tenants } from "../../storage/tables/tenants.ts";
import type { Vault } from "../../storage/vault.ts";

export interface CreateTenantDeps {
  database: Database;
  vault: Vault;
  clock: Clock;
}

export interface NewTenant {
  /** Random when left out. */
  id?: string;
  name: string;
  /** False makes a sandbox: magic specimens work, bundled lists may clear a name. */
  livemode: boolean;
  settings?: TenantSettings;
}

/** Creates a tenant with a data key of its own; an operator's act, so it has no caller of any tenant. */
export async function createTenant(deps: CreateTenantDeps, input: NewTenant) {
  const id = input.id ?? newId("ten");
  const createdAt = deps.clock();
  const { wrappedKey, kekId } = await deps.vault.newTenantKey(id);
  const operator = { tenantId: id, subject: "operator", requestId: newId("req") };
  await deps.database.batch([
    deps.database.insert(tenants).values({
      id,
      name: input.name,
      status: "active",
      livemode: input.livemode,
      settings: input.settings ?? {},
      wrappedKey,
      kekId,
      createdAt,
    }),
    auditStatement(
      deps.database,
      operator,
      { action: "tenant.create", targetType: "tenant", targetId: id, details: { livemode: input.livemode } },
      createdAt,
    ),
  ]);
  return {
    id,
    object: "tenant" as const,
    name: input.name,
    livemode: input.livemode,
    createdAt: toInstant(createdAt),
  };
}
