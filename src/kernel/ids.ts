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
