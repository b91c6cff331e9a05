import { and, asc, eq, sql } from "drizzle-orm";
import { openJson, sealJson } from "../../../storage/cipher.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { criminalProviders } from "../../../storage/tables/criminal.ts";
import type { Vault } from "../../../storage/vault.ts";
import type { HttpConfig, ProviderConfig } from "./provider-config.ts";
import { verifikAsHttp } from "./verifik.ts";

export type ProviderRow = typeof criminalProviders.$inferSelect;

const placeOf = (tenantId: string, id: string) => ({
  tenantId,
  subjectId: id,
  place: "criminal_providers.config",
});

/** Seals a configuration, its credentials included, for its row. */
export const sealConfig = async (vault: Vault, tenantId: string, id: string, config: ProviderConfig) =>
  sealJson(await vault.tenantKey(tenantId), placeOf(tenantId, id), config);

/** Opens what `sealConfig` made. */
export const openConfig = async (vault: Vault, row: ProviderRow): Promise<ProviderConfig> =>
  openJson<ProviderConfig>(await vault.tenantKey(row.tenantId), placeOf(row.tenantId, row.id), row.config);

/** A provider as the generic one reads it, whether it was configured in full or is ready-made. */
export const asHttp = (config: ProviderConfig): HttpConfig =>
  config.kind === "http" ? config : verifikAsHttp(config);

const byId = (tenantId: string, id: string) =>
  and(eq(criminalProviders.tenantId, tenantId), eq(criminalProviders.id, id));

export const insertProvider = (database: Database, row: ProviderRow): Statement =>
  database.insert(criminalProviders).values(row);

/** Puts a new configuration in the place of the one read as `row`; a fresh start for the circuit as well. */
export const replaceProviderRow = (
  database: Database,
  row: ProviderRow,
  next: Pick<ProviderRow, "kind" | "enabled" | "sources" | "config" | "updatedAt">,
): Statement =>
  database
    .update(criminalProviders)
    .set({
      ...next,
      failures: 0,
      openUntil: 0,
      // NULL breaks the batch when another change came first.
      version: sql<never>`CASE WHEN version = ${row.version} THEN version + 1 ELSE NULL END`,
    })
    .where(byId(row.tenantId, row.id));

export const deleteProviderRow = (database: Database, tenantId: string, id: string): Statement =>
  database.delete(criminalProviders).where(byId(tenantId, id));

export async function findProvider(
  database: Database,
  tenantId: string,
  id: string,
): Promise<ProviderRow | null> {
  const [row] = await database.select().from(criminalProviders).where(byId(tenantId, id));
  return row ?? null;
}

/** A tenant's providers in the order of their ids; there are few. */
export const listProviders = (database: Database, tenantId: string): Promise<ProviderRow[]> =>
  database
    .select()
    .from(criminalProviders)
    .where(eq(criminalProviders.tenantId, tenantId))
    .orderBy(asc(criminalProviders.id));
