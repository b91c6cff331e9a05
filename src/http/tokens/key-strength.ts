import type { JWK } from "jose";
import { fromBase64 } from "../../kernel/bytes.ts";

/**
 * Whether a JWK is of the algorithm's kind and strong enough: RSA at least 2048 bit with e = 65537, HMAC secrets
 * at least 256 bit (RFC 7518 §3.2), public keys without a private part.
 */
export function isStrongKey(jwk: JWK, algorithm: string): boolean {
  if (jwk.alg !== undefined && jwk.alg !== algorithm && !(algorithm === "EdDSA" && jwk.alg === "Ed25519"))
    return false;
  if (jwk.use !== undefined && jwk.use !== "sig") return false;
  if (algorithm !== "HS256" && jwk.d !== undefined) return false;
  switch (algorithm) {
    case "HS256":
      return jwk.kty === "oct" && byteLength(jwk.k) >= 32;
    case "RS256":
      return jwk.kty === "RSA" && byteLength(jwk.n) >= 256 && jwk.e === "AQAB";
    case "ES256":
      return jwk.kty === "EC" && jwk.crv === "P-256";
    case "EdDSA":
      return jwk.kty === "OKP" && jwk.crv === "Ed25519";
    default:
      return false;
  }
}

/** Bytes of a base64url number without leading zeros (a padded short modulus must not count as a long one). */
function byteLength(base64Url: string | undefined): number {
  if (!base64Url || !/^[A-Za-z0-9_-]+$/.test(base64Url)) return 0;
  const standard = base64Url.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
  if (!bytes) return 0;
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : bytes.byteLength - first;
}
