import { EnrollError } from "../../kernel/errors.ts";

/** Parses strict UTF-8 (RFC 8259 §8.1) JSON; throws `INVALID_JSON`. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (cause) {
    throw new EnrollError("INVALID_JSON", { cause });
  }
}
