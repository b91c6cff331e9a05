import { compactVerify, decodeProtectedHeader, importJWK, type ProtectedHeaderParameters } from "jose";
import type { Settings } from "../../env.ts";
import { publicJwk } from "../../http/tokens/issuers.ts";
import { type Caller, requireScope } from "../../kernel/caller.ts";
import type { VerifiedData } from "./schemas.ts";
import { RECEIPT_TYPES, type ReceiptType } from "./sign-receipt.ts";

const refused = (reason: Exclude<VerifiedData["reason"], null>): VerifiedData => ({
  valid: false,
  reason,
  type: null,
  claims: null,
});

/**
 * Tells whether a receipt was signed by this Enroll and is unchanged, as anybody can with the published key. A
 * receipt that does not verify is a result, not an error; of such a one no claim is told.
 */
export async function verifyReceipt(
  deps: { settings: Pick<Settings, "ISSUER" | "SIGNING_JWK"> },
  caller: Caller,
  receipt: string,
): Promise<VerifiedData> {
  requireScope(caller, "users:read");
  const key = publicJwk(deps.settings.SIGNING_JWK);
  let header: ProtectedHeaderParameters;
  try {
    header = decodeProtectedHeader(receipt);
  } catch {
    return refused("MALFORMED");
  }
  const type = RECEIPT_TYPES.find((known): known is ReceiptType => known === header.typ);
  if (!type) return refused("WRONG_TYPE");
  if (header.kid !== key.kid) return refused("UNKNOWN_KEY");
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(receipt, await importJWK(key, "ES256"), { algorithms: ["ES256"] }));
  } catch {
    return refused("BAD_SIGNATURE");
  }
  const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  if (claims.iss !== deps.settings.ISSUER) return refused("WRONG_ISSUER");
  return { valid: true, reason: null, type, claims };
}
