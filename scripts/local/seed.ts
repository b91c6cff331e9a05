import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { getPlatformProxy } from "wrangler";
import { type Env, parseSettings } from "../../src/env.ts";
import { createClient } from "../../src/features/access/create-client.ts";
import { createTenant } from "../../src/features/tenants/create-tenant.ts";
import { SCOPES } from "../../src/kernel/caller.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { tenants } from "../../src/storage/tables/tenants.ts";
import { openVault } from "../../src/storage/vault.ts";
import { readSecrets } from "./secrets.ts";
import { STATE_PATH } from "./state.ts";

/** The demo tenant's client; its secret is shown once and kept in a file only this machine's user reads. */
export interface DemoClient {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

const FILE = ".enroll/demo.json";

/** The demo client of an earlier start; null when there has been none. */
export function readDemoClient(): DemoClient | null {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as DemoClient) : null;
}

/** Makes the sandbox tenant and its client unless the local database has them, with the product's own verbs. */
export async function ensureDemoTenant(vars: Record<string, string>): Promise<DemoClient> {
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: "scripts/local/wrangler.d1.toml",
    persist: { path: `${STATE_PATH}/v3` },
  });
  try {
    const settings = parseSettings({ ...vars, ...readSecrets() } as unknown as Env);
    const database = openDatabase(proxy.env.DB);
    const known = readDemoClient();
    const existing = await database.select({ id: tenants.id }).from(tenants);
    if (known && existing.some((tenant) => tenant.id === known.tenantId)) return known;

    const deps = { database, vault: openVault(database, settings.keyring, systemClock), clock: systemClock };
    const tenant = await createTenant(deps, { name: "Demo", livemode: false });
    const client = await createClient(deps, { tenantId: tenant.id, name: "demo", scopes: [...SCOPES] });
    const demo = { tenantId: tenant.id, clientId: client.clientId, clientSecret: client.clientSecret };
    writeFileSync(FILE, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
    return demo;
  } finally {
    await proxy.dispose();
  }
}
