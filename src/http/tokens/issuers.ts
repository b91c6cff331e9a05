import type { CryptoKey, JWK } from "jose";
import { importJWK } from "jose";
import type { ForeignIssuer, Settings } from "../../env.ts";
import { type JwksSource, type RemoteJwksDeps, remoteJwks } from "./jwks.ts";
import { isStrongKey } from "./key-strength.ts";

/** An issuer whose tokens are taken, with everything that is pinned for it. */
export interface TrustedIssuer {
  issuer: string;
  audience: string;
  algorithm: string;
  /** The `typ` its tokens must have; null: any. */
  type: string | null;
  tenantClaim: string;
  scopeClaim: string;
  /** Tenants it may speak for; null: all. */
  tenants: readonly string[] | null;
  /** Finds the key for a token's header; null when there is none. */
  key(header: { kid?: string | undefined }): Promise<CryptoKey | Uint8Array | null>;
}

type IssuerSettings = Pick<Settings, "ISSUER" | "AUDIENCE" | "SIGNING_JWK" | "FOREIGN_ISSUERS">;

/**
 * The issuers by name, from the configuration. Throws on a configuration that would weaken verification: two
 * algorithms for one issuer, a short HMAC secret, no key, or both kinds of key.
 */
export function trustIssuers(settings: IssuerSettings, deps: RemoteJwksDeps): Map<string, TrustedIssuer> {
  const issuers = new Map<string, TrustedIssuer>();
  issuers.set(settings.ISSUER, ownIssuer(settings));
  for (const foreign of settings.FOREIGN_ISSUERS) {
    if (issuers.has(foreign.issuer)) throw new Error("configuration: an issuer is configured twice");
    issuers.set(foreign.issuer, foreignIssuer(foreign, deps));
  }
  return issuers;
}

/** The public part of Enroll's signing key. */
export function publicJwk(signing: IssuerSettings["SIGNING_JWK"]): JWK & { kid: string } {
  const { kty, crv, kid } = signing;
  const { x, y } = signing as { x?: string; y?: string };
  if (typeof x !== "string" || typeof y !== "string")
    throw new Error("configuration: SIGNING_JWK lacks x or y");
  return { kty, crv, x, y, kid, alg: "ES256", use: "sig" };
}

function ownIssuer(settings: IssuerSettings): TrustedIssuer {
  const jwk = publicJwk(settings.SIGNING_JWK);
  const key = importJWK(jwk, "ES256");
  return {
    issuer: settings.ISSUER,
    audience: settings.AUDIENCE,
    algorithm: "ES256",
    // The same key signs receipts, which must never pass for tokens (RFC 8725 §3.11, RFC 9068 §2.1).
    type: "at+jwt",
    tenantClaim: "tenant",
    scopeClaim: "scope",
    tenants: null,
    key: async (header) => (header.kid === jwk.kid ? key : null),
  };
}

function foreignIssuer(foreign: ForeignIssuer, deps: RemoteJwksDeps): TrustedIssuer {
  const [algorithm, ...others] = foreign.algorithms;
  // EdDSA, ES256, RS256 and HS256 are four families: one issuer, one of them (RFC 8725 §3.1).
  if (!algorithm || others.some((other) => other !== algorithm)) {
    throw new Error("configuration: pin exactly one algorithm for each issuer");
  }
  if ((foreign.jwksUrl === undefined) === (foreign.jwk === undefined)) {
    throw new Error("configuration: give an issuer either jwksUrl or jwk");
  }
  if (algorithm === "HS256" && foreign.jwk === undefined) {
    throw new Error("configuration: a shared secret is never fetched");
  }
  const source = foreign.jwk
    ? staticKey(foreign.jwk as JWK, algorithm)
    : remoteJwks(foreign.jwksUrl as string, algorithm, deps);
  return {
    issuer: foreign.issuer,
    audience: foreign.audience,
    algorithm,
    type: null,
    tenantClaim: foreign.tenantClaim,
    scopeClaim: foreign.scopeClaim,
    tenants: foreign.tenants ?? null,
    key: source,
  };
}

function staticKey(jwk: JWK, algorithm: string): JwksSource {
  if (!isStrongKey(jwk, algorithm))
    throw new Error("configuration: an issuer's key is too weak or of another kind");
  const key = importJWK(jwk, algorithm);
  return async (header) =>
    header.kid === undefined || jwk.kid === undefined || header.kid === jwk.kid ? key : null;
}
