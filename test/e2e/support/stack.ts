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
  /** More clients of the sandbox: limits are by client, and a test should not wait for another's window. */
  spare: StackClient[];
  close(): Promise<void>;
}

/** Enough for every specimen, and every picture of a face, to have its own. */
const SPARE_CLIENTS = 72;

/** What differs from what is deployed, whatever a `.dev.vars` of this machine says. */
const LOCAL = { ENVIRONMENT: "development", VISUAL_ZONE_ENGINE: "embedded" };

/** Starts the API and both vision Workers as `wrangler dev` runs them, with a live and a sandbox tenant. */
export async function startStack(): Promise<Stack> {
  // Workers AI exists in an account only: with its binding the harness would ask for a login.
  const { ai: _account, ...deployed } = unstable_readConfig({ config: "./wrangler.toml" });
  const vars = {
    ...deployed.vars,
    ...testSecrets,
    ...LOCAL,
  };
  const harness = createTestHarness({
    workers: [
      // As secrets too: those of a `.dev.vars` that `npm start` wrote would stand before the variables.
      { config: { ...deployed, vars }, secrets: { ...testSecrets, ...LOCAL } },
      { configPath: "./wrangler.faces.toml" },
      { configPath: "./wrangler.faces-second.toml" },
      { configPath: "./wrangler.documents.toml" },
      { configPath: "./wrangler.printed-text.toml" },
    ],
  });
  const { url } = await harness.listen();
  const api = harness.getWorker("enroll");
  await api.applyD1Migrations("DB");
  const env = (await api.getEnv()) as unknown as Env;
  const settings = parseSettings(vars as unknown as Env);
  const database = openDatabase(env.DB);
  const deps = { database, vault: openVault(database, settings.keyring, systemClock), clock: systemClock };

  async function clientOf(tenantId: string, name: string): Promise<StackClient> {
    const client = await createClient(deps, { tenantId, name, scopes: [...SCOPES] });
    return { tenantId, clientId: client.clientId, clientSecret: client.clientSecret };
  }
  async function tenant(name: string, livemode: boolean): Promise<StackClient> {
    const { id } = await createTenant(deps, { name, livemode });
    return clientOf(id, name);
  }

  const sandbox = await tenant("sandbox", false);
  const spare: StackClient[] = [];
  for (let at = 0; at < SPARE_CLIENTS; at++) spare.push(await clientOf(sandbox.tenantId, `spare ${at}`));
  return {
    origin: url.origin,
    live: await tenant("live", true),
    sandbox,
    spare,
    close: () => harness.close(),
  };
}
