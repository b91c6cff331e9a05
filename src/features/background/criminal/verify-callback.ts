import { fromBase64, utf8 } from "../../../kernel/bytes.ts";

/** What a signed request says of itself (Standard Webhooks 1.0). */
export interface SignedBy {
  id: string | null;
  timestamp: string | null;
  signature: string | null;
}

/** Standard Webhooks 1.0 leaves it to the receiver; its reference libraries take five minutes. */
const TOLERANCE_SECONDS = 300;
const MAX_SIGNATURES = 10;

/**
 * True when one of the signatures is the secret's (`whsec_…`, HMAC-SHA-256) over id, second and the body's bytes as
 * they came, and the second is at most five minutes away. Compared by WebCrypto, in constant time.
 */
export async function isSignedBy(
  secret: string,
  signed: SignedBy,
  body: Uint8Array,
  now: number,
): Promise<boolean> {
  const { id, timestamp, signature } = signed;
  if (id === null || timestamp === null || signature === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now / 1_000) - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const raw = fromBase64(secret.replace(/^whsec_/, ""));
  if (!raw) return false;
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const head = utf8(`${id}.${timestamp}.`);
  const message = new Uint8Array(head.length + body.length);
  message.set(head);
  message.set(body, head.length);
  for (const part of signature.split(" ").slice(0, MAX_SIGNATURES)) {
    const mac = part.startsWith("v1,") ? fromBase64(part.slice(3)) : null;
    if (mac && (await crypto.subtle.verify("HMAC", key, mac, message))) return true;
  }
  return false;
}
