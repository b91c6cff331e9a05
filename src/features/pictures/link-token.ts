import { importJWK, jwtVerify, SignJWT } from "jose";
import type { Settings } from "../../env.ts";
import { publicJwk } from "../../http/tokens/issuers.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type PictureOf, pictureOf } from "./schemas.ts";

export interface LinkSigningDeps {
  clock: Clock;
  settings: Pick<Settings, "ISSUER" | "SIGNING_JWK">;
}

/** What a link opens, and who asked for it. */
export interface LinkClaims {
  tenantId: string;
  subject: string;
  picture: PictureOf;
}

/** `typ` and `aud` of links: neither an access token nor a receipt passes for one (RFC 8725 §3.11). */
const TYPE = "picture-link+jwt";
const AUDIENCE = "picture";

/** Signs what a link opens and until when (ES256, the key of Enroll's own tokens). */
export async function signLink(
  deps: LinkSigningDeps,
  claims: LinkClaims,
  expiresAtSeconds: number,
): Promise<string> {
  const { ISSUER, SIGNING_JWK } = deps.settings;
  return new SignJWT({ tenant: claims.tenantId, picture: claims.picture })
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(claims.subject)
    .setExpirationTime(expiresAtSeconds)
    .sign(await importJWK(SIGNING_JWK, "ES256"));
}

/** What a link opens; null for one that was changed, signed by another, or is over. */
export async function readLink(deps: LinkSigningDeps, token: string): Promise<LinkClaims | null> {
  const { ISSUER, SIGNING_JWK } = deps.settings;
  try {
    const { payload } = await jwtVerify(token, await importJWK(publicJwk(SIGNING_JWK), "ES256"), {
      algorithms: ["ES256"],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["exp", "sub", "tenant", "picture"],
      currentDate: new Date(deps.clock()),
    });
    const picture = pictureOf.safeParse(payload.picture);
    if (!picture.success || typeof payload.tenant !== "string" || !payload.sub) return null;
    return { tenantId: payload.tenant, subject: payload.sub, picture: picture.data };
  } catch {
    return null;
  }
}
