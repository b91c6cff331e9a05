import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { clientSecrets, clients, revocations, tenants } from "../../storage/tables/tenants.ts";
import type { KeptSecret } from "./client-secret.ts";

export type ClientRow = typeof clients.$inferSelect;

/** The statements of a new client with its first secret. */
export function insertClient(
  database: Database,
  client: Omit<ClientRow, "status">,
  kept: KeptSecret,
): [Statement, Statement] {
  return [
    database.insert(clients).values({ ...client, status: "active" }),
    insertSecret(database, client, kept, client.createdAt),
  ];
}

export const insertSecret = (
  database: Database,
  client: Pick<ClientRow, "tenantId" | "id">,
  kept: KeptSecret,
  createdAt: number,
): Statement =>
  database
    .insert(clientSecrets)
    .values({ tenantId: client.tenantId, clientId: client.id, ...kept, createdAt, expiresAt: null });

/** What is good until then at the latest: the secrets that a newer one replaces. */
export const endSecretsAt = (
  database: Database,
  tenantId: string,
  clientId: string,
  expiresAt: number,
): Statement =>
  database
    .update(clientSecrets)
    .set({ expiresAt: sql`min(coalesce(${clientSecrets.expiresAt}, ${expiresAt}), ${expiresAt})` })
    .where(and(eq(clientSecrets.tenantId, tenantId), eq(clientSecrets.clientId, clientId)));

/** All clients of a tenant, oldest first. */
export const findClients = (database: Database, tenantId: string): Promise<ClientRow[]> =>
  database
    .select()
    .from(clients)
    .where(eq(clients.tenantId, tenantId))
    .orderBy(asc(clients.createdAt), asc(clients.id));

export async function findClient(
  database: Database,
  tenantId: string,
  clientId: string,
): Promise<ClientRow | null> {
  const [row] = await database
    .select()
    .from(clients)
    .where(and(eq(clients.tenantId, tenantId), eq(clients.id, clientId)));
  return row ?? null;
}

/** The statements that end a client: its secrets go, and nothing brings it back. */
export function endClient(database: Database, tenantId: string, clientId: string): Statement[] {
  return [
    database
      .update(clients)
      .set({ status: "revoked" })
      .where(and(eq(clients.tenantId, tenantId), eq(clients.id, clientId))),
    database
      .delete(clientSecrets)
      .where(and(eq(clientSecrets.tenantId, tenantId), eq(clientSecrets.clientId, clientId))),
  ];
}

/**
 * A client that may have tokens, with the secrets that are good now: active, of an active tenant. The one look-up
 * without a tenant: whoever asks for a token names only a client id, which is unique across tenants.
 */
export async function findActiveClient(database: Database, clientId: string, now: number) {
  const rows = await database
    .select({
      tenantId: clients.tenantId,
      scopes: clients.scopes,
      secretSalt: clientSecrets.secretSalt,
      secretHash: clientSecrets.secretHash,
    })
    .from(clients)
    .innerJoin(tenants, eq(tenants.id, clients.tenantId))
    .innerJoin(
      clientSecrets,
      and(eq(clientSecrets.tenantId, clients.tenantId), eq(clientSecrets.clientId, clients.id)),
    )
    .where(
      and(
        eq(clients.id, clientId),
        eq(clients.status, "active"),
        eq(tenants.status, "active"),
        or(isNull(clientSecrets.expiresAt), gt(clientSecrets.expiresAt, now)),
      ),
    );
  const [first] = rows;
  if (!first) return null;
  const secrets = rows.map(({ secretSalt, secretHash }): KeptSecret => ({ secretSalt, secretHash }));
  return { tenantId: first.tenantId, scopes: first.scopes, secrets };
}

export interface Revocation {
  kind: "jti" | "subject";
  value: string;
  /** Milliseconds; tokens of the subject issued up to here are refused. */
  notBefore: number;
  expiresAt: number;
}

/** Revoking once more moves the instant forward. */
export function upsertRevocation(database: Database, tenantId: string, revocation: Revocation): Statement {
  const { notBefore, expiresAt } = revocation;
  return database
    .insert(revocations)
    .values({ tenantId, ...revocation })
    .onConflictDoUpdate({
      target: [revocations.tenantId, revocations.kind, revocations.value],
      set: { notBefore, expiresAt },
    });
}

/** The statement that forgets revocations of tokens long expired, of all tenants. */
export function purgeRevocations(database: Database, now: number): Statement {
  return database.delete(revocations).where(lt(revocations.expiresAt, now));
}

/** The statement that forgets secrets whose time is over, of all tenants. */
export const purgeSecrets = (database: Database, now: number): Statement =>
  database.delete(clientSecrets).where(lt(clientSecrets.expiresAt, now));
