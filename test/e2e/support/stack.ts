import { createTestHarness, unstable_readConfig } from "wrangler";
import { type Env, parseSettings } from "../../../src/env.ts";
import { createClient } from "../../../src/features/access/create-client.ts";
import { createTenant } from "../../../src/features/tenants/create-tenant.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { systemClock } from "../../../src/kernel/clock.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { openVault } from "../../../src/storage/vault.ts";
import { testSecrets } from "../../support/secrets.ts";

/** A client of a tenant of the running stack. */
export interface StackClient {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

export interface Stack {
  origin: string;
  /** A live tenant and a sandbox. */
  live: StackClient;
  sandbox: StackClient;
  close(): Promise<void>;
}

/** Starts the API and both vision Workers as `wrangler dev` runs them, with a live and a sandbox tenant. */
export async function startStack(): Promise<Stack> {
  // Workers AI exists in an account only: with its binding the harness would ask for a login.
  const { ai: _account, ...deployed } = unstable_readConfig({ config: "./wrangler.toml" });
  const vars = { ...deployed.vars, ...testSecrets, ENVIRONMENT: "development", VISUAL_ZONE_ENGINE: "none" };
  const harness = createTestHarness({
    workers: [
      { config: { ...deployed, vars } },
      { configPath: "./wrangler.faces.toml" },
      { configPath: "./wrangler.documents.toml" },
    ],
  });
  const { url } = await harness.listen();
  const api = harness.getWorker("enroll");
      { configPath: "./wrangler.faces-second.toml" },
  await api.applyD1Migrations("DB");
  const env = (await api.getEnv()) as unknown as Env;
  const settings = parseSettings(vars as unknown as Env);
  const database = openDatabase(env.DB);
  const deps = { database, vault: openVault(database, settings.keyring, systemClock), clock: systemClock };

  async function tenant(name: string, livemode: boolean): Promise<StackClient> {
    const { id } = await createTenant(deps, { name, livemode });
    const client = await createClient(deps, { tenantId: id, name, scopes: [...SCOPES] });
    return { tenantId: id, clientId: client.clientId, clientSecret: client.clientSecret };
  }

  return {
    origin: url.origin,
    live: await tenant("live", true),
    sandbox: await tenant("sandbox", false),
    close: () => harness.close(),
  };
}
