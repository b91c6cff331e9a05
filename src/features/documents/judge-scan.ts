import type { MrzFormat } from "../../kernel/mrz-format.ts";
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
  if (showsSeveral(reading, found)) return { status: "failed", reasons: ["MULTIPLE_DOCUMENTS", ...media] };
  if (found.documentType !== null) {
    const looked = !reading.notPerformed.includes("portrait") && showsPortrait(reading, found);
    const lacksFace = looked && reading.portrait === null;
    return { status: "completed", reasons: lacksFace ? [...media, "NO_FACE"] : media };
  }
  if (reading.sides.some(({ mirrored }) => mirrored))
    return { status: "failed", reasons: ["IMAGE_MIRRORED", ...media] };
  if (isSelfie(reading)) return { status: "failed", reasons: ["SELFIE_INSTEAD_OF_DOCUMENT", ...media] };
  const frontOnly = reading.sides.every(({ side }) => side === "front");
  const mayHaveBack = READ_ON_BACK.includes(reading.requested.documentType ?? "");
  const missingBack = frontOnly && mayHaveBack && reading.portrait !== null;
  return { status: "failed", reasons: [missingBack ? "MISSING_BACK" : "DOCUMENT_NOT_FOUND", ...media] };
}

/** Two zones on one picture, or two barcodes that name different documents. */
function showsSeveral({ sides }: StoredReading, { barcodes }: Interpretation): boolean {
  if (sides.some(({ severalMrz }) => severalMrz)) return true;
  return sides.some(({ side }) => {
    const here = barcodes.filter((one) => one.side === side);
    const numbers = here.flatMap(({ parsed }) => parsed.fields.documentNumber?.value ?? []);
    return new Set(numbers).size > 1;
  });
}

/** Share of the picture's width from which a face is no portrait on a document: on cards it takes a fifth. */
const SELFIE_WIDTH = 0.3;

/** A picture on which nothing but a large face was found. */
function isSelfie({ sides, portrait }: StoredReading): boolean {
  const [only] = sides;
  if (!only || sides.length > 1 || !portrait || only.barcodes.length > 0 || only.mrz) return false;
  return portrait.box.width >= SELFIE_WIDTH * only.picture.width;
}

/** A card's MRZ or barcode is on the side without the portrait (ICAO 9303-5 §3): alone, that side lacks nothing. */
const showsPortrait = (reading: StoredReading, { mrz }: Interpretation): boolean =>
  reading.sides.length > 1 || (mrz !== null && !ON_THE_BACK.includes(mrz.parsed.format));

const ON_THE_BACK: readonly MrzFormat[] = ["TD1", "DLFR", "DLCH"];
