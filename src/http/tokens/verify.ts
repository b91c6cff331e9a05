import { errors, jwtVerify } from "jose";
import { SCOPES, type Scope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { readCompact } from "./compact.ts";
import type { TrustedIssuer } from "./issuers.ts";

/** What a verified token says; times in seconds since 1970. */
export interface TokenClaims {
  tenantId: string;
  subject: string;
  scopes: Scope[];
  jti: string | null;
  issuedAt: number;
  expiresAt: number;
}

/** Clocks of honest issuers differ by seconds. */
const TOLERANCE_S = 30;
/** Bounds of the claims that become keys of rows and objects. */
const MAX_CLAIM = 255;

/**
 * Verifies a token by the policy of its issuer: pinned algorithm, audience, required `exp iat sub` and tenant.
 * Throws `UNAUTHORIZED`, `TOKEN_EXPIRED` for a token that was good once, or `SERVICE_UNAVAILABLE` when the
 * issuer's keys cannot be had.
 * @param now milliseconds since 1970
 */
export async function verifyToken(
  token: string,
  issuers: ReadonlyMap<string, TrustedIssuer>,
  now: number,
): Promise<TokenClaims> {
  const compact = readCompact(token);
  const issuer = compact && issuers.get(String(compact.unverifiedClaims.iss));
  if (!compact || !issuer || typeof compact.unverifiedClaims.iss !== "string")
    throw new EnrollError("UNAUTHORIZED");
  const { alg, kid } = compact.header;
  if (alg !== issuer.algorithm || (kid !== undefined && typeof kid !== "string")) {
    throw new EnrollError("UNAUTHORIZED");
  }
  const key = await issuer.key({ kid });
  if (!key) throw new EnrollError("UNAUTHORIZED");
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [issuer.algorithm],
      issuer: issuer.issuer,
      audience: issuer.audience,
      ...(issuer.type === null ? {} : { typ: issuer.type }),
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: TOLERANCE_S,
      currentDate: new Date(now),
    });
    return readClaims(payload, issuer, now);
  } catch (error) {
    if (error instanceof EnrollError) throw error;
    if (error instanceof errors.JWTExpired) throw new EnrollError("TOKEN_EXPIRED");
    throw new EnrollError("UNAUTHORIZED");
  }
}

function readClaims(payload: Record<string, unknown>, issuer: TrustedIssuer, now: number): TokenClaims {
  const { sub, iat, exp, jti } = payload;
  const tenantId = payload[issuer.tenantClaim];
  if (!isName(sub) || !isName(tenantId) || typeof iat !== "number" || typeof exp !== "number") {
    throw new EnrollError("UNAUTHORIZED");
  }
  // jose looks at `iat` only when a maximum age is asked for; a token from the future is forged or misdated.
  if (iat > now / 1000 + TOLERANCE_S || (jti !== undefined && !isName(jti)))
    throw new EnrollError("UNAUTHORIZED");
  if (issuer.tenants && !issuer.tenants.includes(tenantId)) throw new EnrollError("UNAUTHORIZED");
  return {
    tenantId,
    subject: sub,
    scopes: readScopes(payload[issuer.scopeClaim]),
    jti: jti ?? null,
    issuedAt: iat,
    expiresAt: exp,
  };
}

/** Printable ASCII, bounded: these become parts of row keys, object names and log lines. */
const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length <= MAX_CLAIM && /^[\x21-\x7e]+$/.test(value);

/** Scopes as a text with spaces (RFC 8693 §4.2) or as a list; those we do not know grant nothing. */
function readScopes(claim: unknown): Scope[] {
  const named = typeof claim === "string" ? claim.split(" ") : Array.isArray(claim) ? claim : [];
  return SCOPES.filter((scope) => named.includes(scope));
}
