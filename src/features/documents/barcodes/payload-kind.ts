import type { PayloadKind } from "./parsed-barcode.ts";
import { asLink } from "./verification-link.ts";

/** What a payload is by its looks: a link, a JSON object or array, text people can read, or bytes. */
export function payloadKind(text: string, bytes: Uint8Array): PayloadKind {
  if (asLink(text)) return "url";
  if (isJson(text)) return "json";
  return isReadable(bytes) ? "text" : "binary";
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of text hold no control characters but separators; AAMVA's record and unit separators are among those. */
const SEPARATORS = [0x09, 0x0a, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f];

function isReadable(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 && bytes.every((byte) => (byte >= 0x20 && byte !== 0x7f) || SEPARATORS.includes(byte))
  );
}
