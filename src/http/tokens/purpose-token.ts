import { importJWK, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Settings } from "../../env.ts";
import { publicJwk } from "./issuers.ts";

export type TokenSettings = Pick<Settings, "ISSUER" | "SIGNING_JWK">;

/**
 * What a token is good for beside access: opening a picture, answering a challenge. Of a `typ` and an `aud` of its
 * own, so that no token passes for another kind, nor for an access token or a receipt (RFC 8725 §3.11).
 */
export interface Purpose {
  type: string;
  audience: string;
}

/** Who is named in a token, and until when it is good. */
export interface Bearer {
  tenantId: string;
  subject: string;
  expiresAtSeconds: number;
}

/** Signs claims for a purpose (ES256, the key of Enroll's own access tokens). */
export async function signFor(
  { type, audience }: Purpose,
  { ISSUER, SIGNING_JWK }: TokenSettings,
  { tenantId, subject, expiresAtSeconds }: Bearer,
  claims: JWTPayload,
): Promise<string> {
  return new SignJWT({ ...claims, tenant: tenantId })
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: type })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setExpirationTime(expiresAtSeconds)
    .sign(await importJWK(SIGNING_JWK, "ES256"));
}

/**
 * What a token of this purpose says; null for one that was changed, signed by another, made for another purpose, or
 * over at `now` (milliseconds since 1970).
 */
export async function readFor(
  { type, audience }: Purpose,
  { ISSUER, SIGNING_JWK }: TokenSettings,
  token: string,
  now: number,
): Promise<{ tenantId: string; subject: string; claims: JWTPayload } | null> {
  try {
    const { payload } = await jwtVerify(token, await importJWK(publicJwk(SIGNING_JWK), "ES256"), {
      algorithms: ["ES256"],
      typ: type,
      issuer: ISSUER,
      audience,
      requiredClaims: ["exp", "sub", "tenant"],
      currentDate: new Date(now),
    });
    const { tenant, sub } = payload;
    if (typeof tenant !== "string" || !sub) return null;
    return { tenantId: tenant, subject: sub, claims: payload };
  } catch {
    return null;
  }
}
