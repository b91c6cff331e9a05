import { type Env, parseSettings } from "../../src/env.ts";
import { createTenant } from "../../src/features/tenants/create-tenant.ts";
import { SCOPES } from "../../src/kernel/caller.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { openVault } from "../../src/storage/vault.ts";
import { testSecrets } from "../../test/support/secrets.ts";
import type { Served } from "./serve.ts";
import { mintToken } from "./tokens.ts";

/** Makes a tenant in a served product and answers with its id and a token of every scope. */
export async function tenantOf(
  served: Served,
  name: string,
  livemode = true,
): Promise<{ tenantId: string; token: string }> {
  const settings = parseSettings({
    ...testSecrets,
    ENVIRONMENT: "development",
    ISSUER: "enroll",
    AUDIENCE: "enroll-api",
  } as unknown as Env);
  const database = openDatabase(
    (await served.miniflare.getD1Database("DB", "enroll")) as unknown as D1Database,
  );
  const vault = openVault(database, settings.keyring, systemClock);
  const tenant = await createTenant({ database, vault, clock: systemClock }, { name, livemode });
  return { tenantId: tenant.id, token: await mintToken(tenant.id, name, SCOPES) };
}
