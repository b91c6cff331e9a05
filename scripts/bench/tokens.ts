import { importJWK, SignJWT } from "jose";
import { testSecrets } from "../../test/support/secrets.ts";

/** A token as Enroll itself issues it, for any subject: limits count a subject, so a long run needs several. */
export async function mintToken(
  tenantId: string,
  subject: string,
  scopes: readonly string[],
): Promise<string> {
  const jwk = JSON.parse(testSecrets.SIGNING_JWK) as { kid: string };
  return new SignJWT({ tenant: tenantId, scope: scopes.join(" ") })
    .setProtectedHeader({ alg: "ES256", kid: jwk.kid, typ: "at+jwt" })
    .setIssuer("enroll")
    .setAudience("enroll-api")
    .setSubject(subject)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime("30m")
    .sign(await importJWK(jwk, "ES256"));
}
