import { concatBytes, fromBase64, toBase64, utf8 } from "../kernel/bytes.ts";

/** Where a sealed value belongs; bound into the ciphertext, so that it opens nowhere else. */
export interface SealContext {
  tenantId: string;
  subjectId: string;
  /** `table.column`, or `r2.<kind>` for objects. */
  place: string;
}

const FORMAT_VERSION = 1;
const IV_BYTES = 12; // NIST SP 800-38D §5.2.1.1: 96 bits

const additionalData = (at: SealContext) => utf8(`v1|${at.tenantId}|${at.subjectId}|${at.place}`);

/** Imports 32 bytes as an AES-256-GCM key that cannot be exported again. */
export function importAesKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** AES-256-GCM with a random IV: `version(1) | iv(12) | ciphertext | tag(16)`. */
export async function seal(
  key: CryptoKey,
  at: SealContext,
  plain: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: additionalData(at) },
    key,
    plain as Uint8Array<ArrayBuffer>,
  );
  return concatBytes(Uint8Array.of(FORMAT_VERSION), iv, new Uint8Array(sealed));
}

/** Opens what `seal` made; throws when the key, the place or a single bit differs. */
export async function open(
  key: CryptoKey,
  at: SealContext,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  if (sealed[0] !== FORMAT_VERSION) throw new Error("sealed value of an unknown format");
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: sealed.slice(1, 1 + IV_BYTES), additionalData: additionalData(at) },
    key,
    sealed.slice(1 + IV_BYTES),
  );
  return new Uint8Array(plain);
}

/** Seals bytes for a text column. */
export async function sealText(key: CryptoKey, at: SealContext, plain: Uint8Array): Promise<string> {
  return toBase64(await seal(key, at, plain));
}

/** Opens a text column sealed by `sealText`. */
export async function openText(
  key: CryptoKey,
  at: SealContext,
  sealed: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = fromBase64(sealed);
  if (!bytes) throw new Error("sealed value is not base64");
  return open(key, at, bytes);
}

/** Seals a JSON value for a text column. */
export function sealJson(key: CryptoKey, at: SealContext, value: unknown): Promise<string> {
  return sealText(key, at, utf8(JSON.stringify(value)));
}

/** Opens a JSON value; the caller knows its shape because it alone writes this place. */
export async function openJson<T>(key: CryptoKey, at: SealContext, sealed: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openText(key, at, sealed))) as T;
}
