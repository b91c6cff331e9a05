import { type Caller, requireScope, type Scope } from "../../../kernel/caller.ts";
import { toInstant } from "../../../kernel/clock.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { commit, type RecordsDeps } from "../../../records/commit.ts";
import { newSecret } from "../client-secret.ts";
import { planClient } from "../create-client.ts";
import {
  type ClientRow,
  endClient,
  endSecretsAt,
  findClient,
  findClients,
  insertSecret,
  upsertRevocation,
} from "../store.ts";
import type { ClientData, ClientWithSecretData, CreateClientInput, RotateInput } from "./schemas.ts";

const HOUR_MS = 3_600_000;
/** Longer than Enroll's own tokens live: after this, no token of the client is left to revoke. */
const TOKENS_GONE_MS = 24 * HOUR_MS;

const view = (row: ClientRow): ClientData => ({
  id: row.id,
  object: "client",
  name: row.name,
  scopes: row.scopes as Scope[],
  status: row.status,
  createdAt: toInstant(row.createdAt),
});

/** All clients of the tenant, revoked ones too, oldest first; never a secret. */
export async function listClients(deps: RecordsDeps, caller: Caller): Promise<ClientData[]> {
  requireScope(caller, "admin");
  return (await findClients(deps.database, caller.tenantId)).map(view);
}

/**
 * Makes another client of the tenant. It may do no more than who makes it: `FORBIDDEN` for any other scope; an
 * active client of the same name is `VALIDATION_FAILED`, so that a repeat makes no second one.
 */
export async function addClient(
  deps: RecordsDeps,
  caller: Caller,
  input: CreateClientInput,
): Promise<ClientWithSecretData> {
  requireScope(caller, "admin");
  for (const scope of input.scopes) requireScope(caller, scope);
  const { tenantId } = caller;
  const known = await findClients(deps.database, tenantId);
  if (known.some(({ name, status }) => status === "active" && name === input.name)) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "name", code: "NAME_TAKEN", message: "" }],
    });
  }
  const { created, statements, createdAt } = await planClient(deps, { tenantId, ...input });
  const row: ClientRow = { tenantId, id: created.clientId, ...input, status: "active", createdAt };
  const data = { ...view(row), secret: created.clientSecret, previousSecretsUntil: null };
  await commit(deps, caller, {
    statements,
    audit: [{ action: "client.create", targetType: "client", targetId: row.id }],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}

/** Gives a client a new secret; those before stay good for the overlap. Throws `NOT_FOUND`. */
export async function rotateClient(
  deps: RecordsDeps,
  caller: Caller,
  clientId: string,
  input: RotateInput,
): Promise<ClientWithSecretData> {
  const row = await requireActive(deps, caller, clientId);
  const { secret, kept } = await newSecret();
  const now = deps.clock();
  const until = now + input.overlapHours * HOUR_MS;
  const data = { ...view(row), secret, previousSecretsUntil: toInstant(until) };
  await commit(deps, caller, {
    statements: [
      endSecretsAt(deps.database, row.tenantId, row.id, until),
      insertSecret(deps.database, row, kept, now),
    ],
    audit: [
      {
        action: "client.rotate",
        targetType: "client",
        targetId: row.id,
        details: { overlapHours: input.overlapHours },
      },
    ],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}

/** Ends a client for good, with every token it was given up to now. Throws `NOT_FOUND`, also the second time. */
export async function revokeClient(deps: RecordsDeps, caller: Caller, clientId: string): Promise<ClientData> {
  const row = await requireActive(deps, caller, clientId);
  const now = deps.clock();
  const data = { ...view(row), status: "revoked" as const };
  await commit(deps, caller, {
    statements: [
      ...endClient(deps.database, row.tenantId, row.id),
      upsertRevocation(deps.database, row.tenantId, {
        kind: "subject",
        value: row.id,
        notBefore: now,
        expiresAt: now + TOKENS_GONE_MS,
      }),
    ],
    audit: [{ action: "client.revoke", targetType: "client", targetId: row.id }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}

async function requireActive(deps: RecordsDeps, caller: Caller, clientId: string): Promise<ClientRow> {
  requireScope(caller, "admin");
  const row = await findClient(deps.database, caller.tenantId, clientId);
  if (row?.status !== "active") throw new EnrollError("NOT_FOUND");
  return row;
}
