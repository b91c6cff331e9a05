import { toBase64Url } from "./bytes.ts";

/** Prefixes of the contract's ids, so that an id tells what it names. */
export type IdPrefix =
  | "usr"
  | "doc"
  | "fac"
  | "liv"
  | "chl"
  | "ver"
  | "bgc"
  | "evt"
  | "whe"
  | "dlv"
  | "ses"
  | "rcp"
  | "pol"
  | "con"
  | "upl"
  | "cli"
  | "ten"
  | "req"
  | "tok"
  | "lst"
  | "cnr"
  | "imp"
  | "msg"
  | "otc";

/** An opaque id with 144 random bits, such as `usr_…`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${toBase64Url(crypto.getRandomValues(new Uint8Array(18)))}`;
}

/**
 * Ids for rows that are written together: they share 12 random bits, 132 are each one's own. Wholly random ones would
 * scatter a batch over every page of every index, and a database of 100,000 rows writes each page whole.
 */
export function idSeries(prefix: IdPrefix): () => string {
  const start = `${prefix}_`.length;
  // Two letters of base64url hold 12 bits.
  const shared = newId(prefix).slice(0, start + 2);
  return () => shared + newId(prefix).slice(start + 2);
}
