import { and, eq, lt } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { clients, revocations, tenants } from "../../storage/tables/tenants.ts";

export interface NewClient {
  tenantId: string;
  id: string;
  name: string;
  secretSalt: string;
  secretHash: string;
  scopes: string[];
  createdAt: number;
}

export function insertClient(database: Database, client: NewClient): Statement {
  return database.insert(clients).values({ ...client, status: "active" });
}

/**
 * A client that may have tokens: active, of an active tenant. The one look-up without a tenant: whoever asks for
 * a token names only a client id, which is unique across tenants.
 */
export async function findActiveClient(database: Database, clientId: string) {
  const [row] = await database
    .select({
      tenantId: clients.tenantId,
      scopes: clients.scopes,
      secretSalt: clients.secretSalt,
      secretHash: clients.secretHash,
    })
    .from(clients)
    .innerJoin(tenants, eq(tenants.id, clients.tenantId))
    .where(and(eq(clients.id, clientId), eq(clients.status, "active"), eq(tenants.status, "active")));
  return row ?? null;
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
