import type { ReasonCode } from "../../kernel/reasons.ts";
import type { Interpretation } from "./interpret.ts";
import type { StoredReading } from "./stored-reading.ts";

export interface ScanVerdict {
  status: "completed" | "failed";
  reasons: ReasonCode[];
}

/** Types whose machine readable part is on the back, so that a front alone tells nothing. */
const READ_ON_BACK = ["id_card", "residence_permit", "driving_licence"];

/**
 * Whether the pictures show a document that can be worked with. It must have been recognised by what is printed
 * on it: a face on the picture, or the type that the sender named, prove nothing.
 */
export function judgeScan(reading: StoredReading, found: Interpretation): ScanVerdict {
  const media = [...new Set(reading.sides.flatMap((side) => side.quality.issues))];
  if (found.documentType !== null) {
    const looked = !reading.notPerformed.includes("portrait") && showsPortrait(reading, found);
    const lacksFace = looked && reading.portrait === null;
    return { status: "completed", reasons: lacksFace ? [...media, "NO_FACE"] : media };
  }
  const frontOnly = reading.sides.every(({ side }) => side === "front");
  const mayHaveBack = READ_ON_BACK.includes(reading.requested.documentType ?? "");
  const missingBack = frontOnly && mayHaveBack && reading.portrait !== null;
  return { status: "failed", reasons: [missingBack ? "MISSING_BACK" : "DOCUMENT_NOT_FOUND", ...media] };
}

/** A card's MRZ or barcode is on the side without the portrait (ICAO 9303-5 §3): alone, that side lacks nothing. */
const showsPortrait = (reading: StoredReading, { mrz }: Interpretation): boolean =>
  reading.sides.length > 1 || (mrz !== null && mrz.parsed.format !== "TD1");
