import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { Database } from "../../storage/database.ts";
import { type Brand, defaultBrand } from "./brand.ts";
import type { BrandingData } from "./schemas.ts";
import { findBranding, findTenantName } from "./store.ts";
import { viewBranding } from "./view.ts";

/** The brand that holds now, for messages and pages: the default, with the tenant's name, until one was written. */
export async function brandOf(deps: { database: Database }, tenantId: string): Promise<Brand> {
  const row = await findBranding(deps.database, tenantId);
  // Written by `update.ts` alone, from what its schema let through.
  return row ? (row.body as unknown as Brand) : defaultBrand(await findTenantName(deps.database, tenantId));
}

/** The brand, or an earlier version of it. Throws `NOT_FOUND` for a version that was never written. */
export async function readBranding(
  deps: { database: Database },
  caller: Caller,
  version?: number,
): Promise<BrandingData> {
  requireScope(caller, "admin");
  const row = await findBranding(deps.database, caller.tenantId, version);
  if (row) return viewBranding(row.body as unknown as Brand, row.version, row.createdAt);
  if (version !== undefined) throw new EnrollError("NOT_FOUND");
  return viewBranding(defaultBrand(await findTenantName(deps.database, caller.tenantId)), 0, null);
}
