import { sql } from "drizzle-orm";
import type { Clock } from "../../kernel/clock.ts";
import type { Database } from "../../storage/database.ts";
import type { TenantLimits } from "../../storage/tables/tenants.ts";
import type { TokenClaims } from "./verify.ts";

/** What the database knows of a verified token: whether its tenant may act, and whether it was revoked. */
export interface Standing {
  tenant: "active" | "suspended" | "unknown";
  livemode: boolean;
  revoked: boolean;
  /** Where an operator has set other limits than the usual. */
  limits: TenantLimits;
}

/** A revocation or suspension takes at most this long to reach every isolate; in exchange one read serves many. */
export const STANDING_CACHE_MS = 5_000;
/** Entries kept at once; beyond it the oldest goes. */
const MAX_ENTRIES = 5_000;

interface StandingRow {
  status: "active" | "suspended";
  livemode: number;
  limits: string | null;
  jti_revoked: number;
  not_before: number | null;
}

/** Opens the look-up, with a cache of its own. */
export function openStanding(deps: { database: Database; clock: Clock }) {
  const cache = new Map<string, { row: StandingRow | null; readAt: number }>();

  return async function standingOf(claims: TokenClaims): Promise<Standing> {
    const name = JSON.stringify([claims.tenantId, claims.subject, claims.jti]);
    const cached = cache.get(name);
    if (cached && deps.clock() - cached.readAt < STANDING_CACHE_MS) return judge(cached.row, claims);
    const row = await read(deps.database, claims);
    cache.delete(name);
    cache.set(name, { row, readAt: deps.clock() });
    if (cache.size > MAX_ENTRIES) cache.delete(cache.keys().next().value as string);
    return judge(row, claims);
  };
}

function judge(row: StandingRow | null, claims: TokenClaims): Standing {
  if (!row) return { tenant: "unknown", livemode: false, revoked: false, limits: {} };
  // `iat` has whole seconds: a token of the very second of the revocation counts as issued before it.
  const tooOld = row.not_before !== null && claims.issuedAt <= Math.floor(row.not_before / 1000);
  return {
    tenant: row.status,
    livemode: row.livemode === 1,
    revoked: row.jti_revoked === 1 || tooOld,
    limits: row.limits ? (JSON.parse(row.limits) as TenantLimits) : {},
  };
}

async function read(database: Database, claims: TokenClaims): Promise<StandingRow | null> {
  const { tenantId, subject, jti } = claims;
  const row = await database.get<StandingRow | undefined>(sql`
    SELECT status, livemode, json_extract(settings, '$.limits') AS limits,
      EXISTS (SELECT 1 FROM revocations
        WHERE tenant_id = ${tenantId} AND kind = 'jti' AND value = ${jti ?? ""}) AS jti_revoked,
      (SELECT not_before FROM revocations
        WHERE tenant_id = ${tenantId} AND kind = 'subject' AND value = ${subject}) AS not_before
    FROM tenants WHERE id = ${tenantId}`);
  return row ?? null;
}
