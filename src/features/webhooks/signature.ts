import { concatBytes, fromBase64, toBase64, utf8 } from "../../kernel/bytes.ts";

export type SigningScheme = "v1" | "v1a";

/** What is signed: the event's id, the second of the attempt, and the body as it is sent, byte for byte. */
export interface SignedContent {
  id: string;
  timestampSeconds: number;
  body: string;
}

/** PKCS #8 around a raw Ed25519 seed (RFC 8410 §7), the form that WebCrypto imports. */
const ED25519_PKCS8_PREFIX = Uint8Array.of(
  ...[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
);
const SEED_BYTES = 32;
const PREFIX: Record<SigningScheme, string> = { v1: "whsec_", v1a: "whsk_" };

/** A key that signs by the scheme that its prefix names: `whsec_…` HMAC-SHA-256, `whsk_…` Ed25519. */
export async function importSigningKey(secret: string): Promise<{ scheme: SigningScheme; key: CryptoKey }> {
  const scheme = secret.startsWith(PREFIX.v1a) ? "v1a" : "v1";
  const raw = fromBase64(secret.slice(PREFIX[scheme].length));
  if (!raw || !secret.startsWith(PREFIX[scheme])) throw new Error("signing secret of an unknown form");
  const key =
    scheme === "v1"
      ? await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
      : await crypto.subtle.importKey(
          "pkcs8",
          concatBytes(ED25519_PKCS8_PREFIX, raw.subarray(0, SEED_BYTES)),
          "Ed25519",
          false,
          ["sign"],
        );
  return { scheme, key };
}

/**
 * The `webhook-signature` header: one signature a secret, newest first, parted by spaces, so that a receiver that
 * knows either secret of a rotation accepts it (Standard Webhooks 1.0, "Signature scheme").
 */
export async function signatureHeader(secrets: readonly string[], content: SignedContent): Promise<string> {
  const message = utf8(`${content.id}.${content.timestampSeconds}.${content.body}`);
  const signatures = secrets.map(async (secret) => {
    const { scheme, key } = await importSigningKey(secret);
    const bytes = await crypto.subtle.sign(scheme === "v1" ? "HMAC" : "Ed25519", key, message);
    return `${scheme},${toBase64(new Uint8Array(bytes))}`;
  });
  return (await Promise.all(signatures)).join(" ");
}

/** A fresh secret: `whsec_` and 32 random bytes, or `whsk_` and an Ed25519 seed with its public key, in base64. */
export async function newSigningSecret(scheme: SigningScheme): Promise<string> {
  if (scheme === "v1") return PREFIX.v1 + toBase64(crypto.getRandomValues(new Uint8Array(32)));
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const pkcs8 = new Uint8Array((await crypto.subtle.exportKey("pkcs8", pair.privateKey)) as ArrayBuffer);
  const publicKey = new Uint8Array((await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer);
  return PREFIX.v1a + toBase64(concatBytes(pkcs8.subarray(-SEED_BYTES), publicKey));
}

/** The `whpk_…` that receivers verify with; null for a symmetric secret. */
export function publicKeyOf(secret: string): string | null {
  if (!secret.startsWith(PREFIX.v1a)) return null;
  const raw = fromBase64(secret.slice(PREFIX.v1a.length));
  return raw ? `whpk_${toBase64(raw.subarray(SEED_BYTES))}` : null;
}
