import { concatBytes, sha256, toHex, utf8 } from "../kernel/bytes.ts";

/** Longer texts (pictures) enter the canonical form by their hash, so that it stays small. */
const LONG_TEXT = 512;

/**
 * SHA-256 (hex) over what a request asks: its path, query and body. Two bodies that differ only in white space,
 * order of keys or multipart boundary are the same request; pictures count by their bytes.
 * @param body parsed JSON, or bytes
 */
export async function fingerprintOf(request: { path: string; body: unknown }): Promise<string> {
  const canonical =
    request.body instanceof Uint8Array ? await hashed(request.body) : await canonicalJson(request.body);
  return toHex(await sha256(concatBytes(utf8(`${request.path}\n`), utf8(canonical))));
}

const hashed = async (bytes: Uint8Array) => `sha256:${toHex(await sha256(bytes))}`;

/** JSON with sorted keys and without white space; values are those of `JSON.parse`. */
async function canonicalJson(value: unknown): Promise<string> {
  if (typeof value === "string") {
    return value.length > LONG_TEXT ? hashed(utf8(value)) : JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${(await Promise.all(value.map(canonicalJson))).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    const parts = entries.map(async ([key, item]) => `${JSON.stringify(key)}:${await canonicalJson(item)}`);
    return `{${(await Promise.all(parts)).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
