import type { Scope } from "../../kernel/caller.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { auditStatement } from "../../records/audit.ts";
import type { Database } from "../../storage/database.ts";
import { newSecret } from "./client-secret.ts";
import { insertClient } from "./store.ts";

export interface CreateClientDeps {
  database: Database;
  clock: Clock;
}

/** Makes an API client of a tenant; its secret is shown here and never again. An operator's act. */
export async function createClient(
  deps: CreateClientDeps,
  input: { tenantId: string; name: string; scopes: Scope[] },
): Promise<{ clientId: string; clientSecret: string; scopes: Scope[] }> {
  const { tenantId, name, scopes } = input;
  const clientId = newId("cli");
  const { secret, kept } = await newSecret();
  const at = deps.clock();
  const operator = { tenantId, subject: "operator", requestId: newId("req") };
  const entry = { action: "client.create", targetType: "client", targetId: clientId };
  await deps.database.batch([
    insertClient(deps.database, { tenantId, id: clientId, name, scopes, createdAt: at, ...kept }),
    auditStatement(deps.database, operator, entry, at),
  ]);
  return { clientId, clientSecret: secret, scopes };
}
