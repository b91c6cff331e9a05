import { fromBase64, toBase64Url } from "../../kernel/bytes.ts";

/** Longer than any token an issuer has reason to make; bounds what is decoded for a stranger. */
export const MAX_TOKEN_BYTES = 8 * 1024;

export interface CompactToken {
  header: Record<string, unknown>;
  /** Not yet verified: only good for choosing the issuer to verify with. */
  unverifiedClaims: Record<string, unknown>;
}

/**
 * Looks at the compact form before any library does: three segments, each canonical base64url (a decoder that
 * forgives spare bits or padding lets one token have many spellings, and so slip by its revocation), JSON objects
 * for header and claims. Refuses JWE, `none`, any `crit`, and headers that bring their own key (RFC 8725 §3.10).
 * @returns null for anything else; why is nobody's business.
 */
export function readCompact(token: string): CompactToken | null {
  if (token.length > MAX_TOKEN_BYTES) return null;
  const segments = token.split(".");
  if (segments.length !== 3) return null;
  const [header, claims, signature] = segments.map(decodeSegment);
  if (!header || !claims || !signature || signature.byteLength === 0) return null;
  const parsedHeader = parseObject(header);
  const unverifiedClaims = parseObject(claims);
  if (!parsedHeader || !unverifiedClaims) return null;
  if (typeof parsedHeader.alg !== "string" || parsedHeader.alg.toLowerCase() === "none") return null;
  const refused = ["crit", "jku", "jwk", "x5u", "x5c", "enc", "zip", "b64"];
  if (refused.some((name) => Object.hasOwn(parsedHeader, name))) return null;
  return { header: parsedHeader, unverifiedClaims };
}

function decodeSegment(segment: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(segment)) return null;
  const standard = segment.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
  return bytes && toBase64Url(bytes) === segment ? bytes : null;
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes),
    );
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
