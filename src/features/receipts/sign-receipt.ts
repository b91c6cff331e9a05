import { importJWK, type JWTPayload, SignJWT } from "jose";
import type { Settings } from "../../env.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";

export interface SigningDeps {
  clock: Clock;
  settings: Pick<Settings, "ISSUER" | "SIGNING_JWK">;
}

/** `typ` of what Enroll signs beside tokens; each is checked by name, so that none passes for another (RFC 8725 §3.11). */
export const RECEIPT_TYPES = ["receipt+jwt", "deletion-receipt+jwt"] as const;
export type ReceiptType = (typeof RECEIPT_TYPES)[number];

/**
 * Signs claims about a subject as a compact JWS (RFC 7515 §3.1), ES256 by the key that `/.well-known/jwks.json`
 * publishes. It does not expire: it says what was so at `iat`.
 */
export async function signReceipt(
  deps: SigningDeps,
  type: ReceiptType,
  subject: { tenantId: string; userId: string },
  claims: JWTPayload,
): Promise<{ id: string; receipt: string }> {
  const { ISSUER, SIGNING_JWK } = deps.settings;
  const id = newId("rcp");
  const receipt = await new SignJWT({ ...claims, tenant: subject.tenantId })
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: type })
    .setIssuer(ISSUER)
    .setSubject(subject.userId)
    .setJti(id)
    .setIssuedAt(Math.floor(deps.clock() / 1000))
    .sign(await importJWK(SIGNING_JWK, "ES256"));
  return { id, receipt };
}
