import { importJWK, jwtVerify, SignJWT } from "jose";
import type { Settings } from "../../../env.ts";
import { publicJwk } from "../../../http/tokens/issuers.ts";

export interface ChallengeSigningDeps {
  settings: Pick<Settings, "ISSUER" | "SIGNING_JWK">;
}

/** What a challenge asked, as whoever shows it to a person can check; a stored row stays the truth. */
export interface ChallengeClaims {
  tenantId: string;
  challengeId: string;
  nonce: string;
  steps: readonly string[];
  flash: readonly string[] | null;
}

/** `typ` and `aud` of challenges: neither an access token, a link nor a receipt passes for one (RFC 8725 §3.11). */
const TYPE = "liveness-challenge+jwt";
const AUDIENCE = "liveness-challenge";

/** Signs a challenge (ES256, the key of Enroll's own tokens), so that nothing between us and the camera rewrites it. */
export async function signChallenge(
  { settings: { ISSUER, SIGNING_JWK } }: ChallengeSigningDeps,
  { tenantId, challengeId, nonce, steps, flash }: ChallengeClaims,
  expiresAtSeconds: number,
): Promise<string> {
  return new SignJWT({ tenant: tenantId, nonce, steps, flash })
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(challengeId)
    .setExpirationTime(expiresAtSeconds)
    .sign(await importJWK(SIGNING_JWK, "ES256"));
}

/**
 * Which challenge a token is of, and its nonce; null for one that was changed, signed by another, or made for another
 * tenant. Its time is not judged here: the stored challenge tells in the same words whether it is over or used.
 */
export async function readChallengeToken(
  { settings: { ISSUER, SIGNING_JWK } }: ChallengeSigningDeps,
  tenantId: string,
  token: string,
): Promise<{ challengeId: string; nonce: string } | null> {
  try {
    const { payload } = await jwtVerify(token, await importJWK(publicJwk(SIGNING_JWK), "ES256"), {
      algorithms: ["ES256"],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["exp", "sub", "tenant", "nonce"],
      currentDate: new Date(0),
    });
    if (payload.tenant !== tenantId || !payload.sub || typeof payload.nonce !== "string") return null;
    return { challengeId: payload.sub, nonce: payload.nonce };
  } catch {
    return null;
  }
}
