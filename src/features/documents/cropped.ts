import type { Box, PictureFacts, PictureQuality, Polygon } from "../../vision/ports/picture.ts";

/** What was found on a picture, by which it can be told that the document goes on beyond the frame. */
interface Found {
  picture: PictureFacts;
  mrz: { lines: readonly { polygon: Polygon }[] } | null;
  barcodes: readonly { polygon: Polygon }[];
  portrait: Box | null;
}

/**
 * How near to the picture's edge a found part may lie, as a share of the part's own length. The zone of an MRZ keeps
 * 4 mm and more from the document's edge (ICAO 9303-4 §4.2, 9303-5 §4.2), a twentieth of its length; a portrait 2 mm.
 */
const NEAREST = { mrz: 0.012, barcode: 0.004, portrait: 0.01 } as const;

/**
 * Whether the frame cuts the document: a line of its MRZ, a barcode or the portrait touches the picture's edge. What
 * lies in the middle of a picture tells nothing of the document's own edges, so that a cut through blank paper is not
 * noticed.
 */
export function isCropped({ picture, mrz, barcodes, portrait }: Found): boolean {
  const touches = (points: Polygon, nearest: number): boolean => {
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const margin = nearest * Math.max(right - left, bottom - top);
    return (
      left < margin || top < margin || picture.width - right < margin || picture.height - bottom < margin
    );
  };
  if (mrz?.lines.some(({ polygon }) => touches(polygon, NEAREST.mrz))) return true;
  if (barcodes.some(({ polygon }) => touches(polygon, NEAREST.barcode))) return true;
  return portrait !== null && touches(cornersOf(portrait), NEAREST.portrait);
}

const cornersOf = ({ x, y, width, height }: Box): Polygon => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** The quality with what only the found parts could tell. */
export const withCrop = (quality: PictureQuality, cropped: boolean): PictureQuality =>
  cropped && !quality.issues.includes("IMAGE_CROPPED")
    ? { ...quality, acceptable: false, issues: [...quality.issues, "IMAGE_CROPPED"] }
    : quality;
