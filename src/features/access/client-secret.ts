import { fromBase64, toBase64, toBase64Url, utf8 } from "../../kernel/bytes.ts";

/** How a secret is kept: an HMAC-SHA-256 of it under a salt of its own, both base64. */
export interface KeptSecret {
  secretSalt: string;
  secretHash: string;
}

/**
 * A fresh client secret and what is kept of it. The secret has 256 random bits, so there is no dictionary to slow
 * down: a fast salted hash leaves 2^256 guesses, and a slow one would only let strangers burn our CPU.
 */
export async function newSecret(): Promise<{ secret: string; kept: KeptSecret }> {
  // The prefix lets scanners of source code find a leaked one.
  const secret = `enrs_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const mac = await crypto.subtle.sign("HMAC", await hmacKey(salt, "sign"), utf8(secret));
  return { secret, kept: { secretSalt: toBase64(salt), secretHash: toBase64(new Uint8Array(mac)) } };
}

/** Stands in for a client that is not there, so that an unknown id takes as long as a wrong secret. */
const NOBODY: KeptSecret = {
  secretSalt: toBase64(new Uint8Array(32)),
  secretHash: toBase64(new Uint8Array(32)),
};

/** Whether the secret is one of those kept, each in constant time; where none is kept, at the cost of one. */
export async function isAnySecret(secret: string, kept: readonly KeptSecret[]): Promise<boolean> {
  const verdicts = await Promise.all((kept.length > 0 ? kept : [NOBODY]).map((one) => isSecret(secret, one)));
  return kept.length > 0 && verdicts.includes(true);
}

async function isSecret(secret: string, { secretSalt, secretHash }: KeptSecret): Promise<boolean> {
  const salt = fromBase64(secretSalt);
  const hash = fromBase64(secretHash);
  if (!salt || !hash) return false;
  // Verification of a MAC is the constant-time comparison that the platform has.
  return crypto.subtle.verify("HMAC", await hmacKey(salt, "verify"), hash, utf8(secret));
}

const hmacKey = (salt: Uint8Array<ArrayBuffer>, use: "sign" | "verify") =>
  crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, [use]);
