import { toInstant } from "../../kernel/clock.ts";
import type { PictureQuality } from "../../vision/ports/picture.ts";
import type { Interpretation } from "./interpret.ts";
import { judgeScan } from "./judge-scan.ts";
import type { DocumentData, ValidationData } from "./schemas.ts";
import type { StoredReading } from "./stored-reading.ts";

/** A document as its reader sees it; `storedSides`: of which sides the pictures are (still) kept. */
export function documentView(
  row: {
    id: string;
    userId: string | null;
    validation: Record<string, unknown> | null;
    createdAt: number;
  },
  reading: StoredReading,
  found: Interpretation,
  storedSides: readonly string[] = reading.sides.map(({ side }) => side),
): DocumentData {
  const { documentType, issuingCountry, issuingStateCode, format } = found;
  const { portrait } = reading;
  return {
    id: row.id,
    object: "document",
    userId: row.userId,
    ...judgeScan(reading, found),
    documentType,
    issuingCountry,
    issuingStateCode,
    format,
    quality: worstOf(reading.sides.map(({ quality }) => quality)),
    mrz: mrzView(found),
    barcodes: found.barcodes.map(barcodeView),
    portrait: {
      detected: portrait !== null,
      side: portrait?.side ?? null,
      box: portrait && Object.values(boxOf(portrait.box)),
    },
    images: reading.sides.map(({ side, sha256, picture, quality }) => ({
      side,
      sha256,
      stored: storedSides.includes(side),
      width: picture.width,
      height: picture.height,
      quality,
    })),
    validation: row.validation as ValidationData | null,
    engines: reading.engines,
    assurance: { notPerformed: reading.notPerformed },
    createdAt: toInstant(row.createdAt),
  };
}

const boxOf = ({ x, y, width, height }: NonNullable<StoredReading["portrait"]>["box"]) => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
});

function barcodeView({ format, side, parsed }: Interpretation["barcodes"][number]) {
  const { parsedAs, payload, link, seal } = parsed;
  return {
    format,
    side,
    parsedAs,
    payload: payload ?? null,
    verificationUrl: link?.url ?? null,
    verificationHost: link ? { name: link.host, standing: link.standing, country: link.country } : null,
    seal: seal ?? null,
  };
}

function mrzView({ mrz, brokenMrz }: Interpretation): DocumentData["mrz"] {
  if (mrz) {
    const { valid, checkDigits, problems } = mrz.parsed;
    return {
      side: mrz.side,
      lines: mrz.reading.lines.map(({ text }) => text),
      valid,
      checkDigits: { ...checkDigits },
      problems,
    };
  }
  if (!brokenMrz) return null;
  return {
    side: brokenMrz.side,
    lines: brokenMrz.reading.lines.map(({ text }) => text),
    valid: false,
    checkDigits: {},
    problems: ["FORMAT_UNKNOWN"],
  };
}

function worstOf(all: readonly PictureQuality[]): PictureQuality {
  const least = (pick: (one: PictureQuality) => number) => Math.min(...all.map(pick));
  return {
    acceptable: all.every(({ acceptable }) => acceptable),
    sharpness: least((one) => one.sharpness),
    glare: Math.max(...all.map((one) => one.glare)),
    brightness: least((one) => one.brightness),
    contrast: least((one) => one.contrast),
    ...(all.some(({ moire }) => moire !== undefined)
      ? { moire: Math.max(...all.map(({ moire }) => moire ?? 0)) }
      : {}),
    issues: [...new Set(all.flatMap(({ issues }) => issues))],
  };
}
