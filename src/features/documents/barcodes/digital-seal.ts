import { decodeC40 } from "./c40.ts";
import { calendarDate } from "./calendar-date.ts";
import type { DigitalSeal } from "./parsed-barcode.ts";

const MAGIC = 0xdc;
const VERSION_3 = 0x02;
const VERSION_4 = 0x03;
const SIGNATURE = 0xff;
/** A length above 127 follows in a byte of its own (DER, 9303-13 §2.3.2). */
const LONG = 0x81;

export interface ReadSeal {
  seal: DigitalSeal;
  /** Value of each document feature by its tag. */
  features: Map<number, Uint8Array>;
}

/**
 * A visible digital seal for documents without a chip (ICAO 9303-13 §2; BSI TR-03137-1 §3): header, document features,
 * signature. The signature is not verified: that takes the certificate of the issuer's signer. Null when the bytes are
 * no seal of version 3 or 4, or end too soon.
 */
export function readSeal(bytes: Uint8Array): ReadSeal | null {
  const version = bytes[1];
  if (bytes[0] !== MAGIC || (version !== VERSION_3 && version !== VERSION_4)) return null;
  const signerBytes = version === VERSION_3 ? 6 : 4 + referenceBytes(bytes);
  const datesAt = 4 + signerBytes;
  const featuresAt = datesAt + 8;
  if (bytes.length <= featuresAt) return null;
  const signer = decodeC40(bytes.slice(4, datesAt));
  const features = readFeatures(bytes.slice(featuresAt));
  const profile = [...bytes.slice(datesAt + 6, featuresAt)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  if (!features || !/^[A-Z]{4}/.test(signer)) return null;
  const signed = (features.get(SIGNATURE)?.length ?? 0) > 0;
  features.delete(SIGNATURE);
  return {
    seal: {
      issuingStateCode: decodeC40(bytes.slice(2, 4)).trim(),
      signer: signer.slice(0, 4),
      // Version 4 tells the reference's length in two hexadecimal digits before it.
      certificateReference: signer.slice(version === VERSION_3 ? 4 : 6),
      issuedOn: dateOf(bytes.slice(datesAt, datesAt + 3)),
      signedOn: dateOf(bytes.slice(datesAt + 3, datesAt + 6)),
      profile,
      signature: signed ? "not_verified" : "absent",
    },
    features,
  };
}

/** Bytes that the certificate reference of version 4 takes: two for each three characters begun. */
function referenceBytes(bytes: Uint8Array): number {
  const length = Number.parseInt(decodeC40(bytes.slice(4, 8)).slice(4, 6), 16);
  return Number.isNaN(length) ? 0 : Math.ceil(length / 3) * 2;
}

/** Three bytes of the integer MMDDYYYY. */
function dateOf(bytes: Uint8Array): string | null {
  const text = String(bytes.reduce((sum, byte) => sum * 256 + byte, 0)).padStart(8, "0");
  return calendarDate(text.slice(4), text.slice(0, 2), text.slice(2, 4));
}

function readFeatures(bytes: Uint8Array): Map<number, Uint8Array> | null {
  const features = new Map<number, Uint8Array>();
  for (let at = 0; at + 1 < bytes.length; ) {
    const tag = bytes[at] as number;
    const isLong = bytes[at + 1] === LONG;
    const length = bytes[at + (isLong ? 2 : 1)] ?? 0;
    const from = at + (isLong ? 3 : 2);
    if (from + length > bytes.length) return null;
    features.set(tag, bytes.slice(from, from + length));
    // What follows the signature is the symbol's padding.
    if (tag === SIGNATURE) break;
    at = from + length;
  }
  return features.size > 0 ? features : null;
}
