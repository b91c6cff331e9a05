import { fromBase64, toHex, utf8 } from "../../kernel/bytes.ts";
import type { LookupKey } from "./port.ts";

/**
 * What is hashed for a blinded look-up: the kind goes in, so that the hash of a mail address never equals that of an
 * external id. `external_id:crm-42`, `identifier:CC|CO|1020304050`, `email:ana@example.com`.
 */
export function blindedText(key: LookupKey): string {
  if (key.by === "identifier") return `identifier:${key.type}|${key.country}|${key.value}`;
  return `${key.by === "email" ? "email" : "external_id"}:${key.value}`;
}

/** The key with its value as HMAC-SHA-256 (RFC 2104), in lower-case hexadecimal; `secret` is base64. */
export async function blindKey(secret: string, key: LookupKey): Promise<LookupKey> {
  const raw = fromBase64(secret);
  if (!raw) throw new Error("a blinding key that is not base64");
  const hmac = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", hmac, utf8(blindedText(key)));
  return { ...key, value: toHex(new Uint8Array(mac)) };
}
