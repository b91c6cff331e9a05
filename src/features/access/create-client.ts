import type { Scope } from "../../kernel/caller.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { auditStatement } from "../../records/audit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { newSecret } from "./client-secret.ts";
import { insertClient } from "./store.ts";

export interface CreateClientDeps {
  database: Database;
  clock: Clock;
}

export interface NewClient {
  tenantId: string;
  name: string;
  scopes: Scope[];
}

/** A client as its maker is told of it: the secret is shown here and never again. */
export interface CreatedClient {
  clientId: string;
  clientSecret: string;
  scopes: Scope[];
}

/** A fresh client and the statements that store it, for the verb that commits them. */
export async function planClient(
  deps: CreateClientDeps,
  { tenantId, name, scopes }: NewClient,
): Promise<{ created: CreatedClient; statements: [Statement, Statement]; createdAt: number }> {
  const clientId = newId("cli");
  const { secret, kept } = await newSecret();
  const createdAt = deps.clock();
  return {
    created: { clientId, clientSecret: secret, scopes },
    statements: insertClient(deps.database, { tenantId, id: clientId, name, scopes, createdAt }, kept),
    createdAt,
  };
}

/** Makes an API client of a tenant: an operator's act. */
export async function createClient(deps: CreateClientDeps, input: NewClient): Promise<CreatedClient> {
  const { created, statements, createdAt } = await planClient(deps, input);
  const operator = { tenantId: input.tenantId, subject: "operator", requestId: newId("req") };
  const entry = { action: "client.create", targetType: "client", targetId: created.clientId };
  await deps.database.batch([...statements, auditStatement(deps.database, operator, entry, createdAt)]);
  return created;
}
