import { MARKER, readJpegSegments } from "./jpeg-segments.ts";
import { readPngChunks } from "./png-chunks.ts";
import { readWebpChunks } from "./webp-chunks.ts";

/**
 * Programs that change what a picture shows. Cameras, telephones and messengers write their own names in the same
 * places and are not meant; nor is a viewer that only turns pictures.
 */
const EDITORS =
  /Adobe Photoshop|Lightroom|Adobe Firefly|GIMP|Paint\.NET|Pixelmator|Affinity Photo|Snapseed|PicsArt|Canva|Facetune|FaceApp|Remini|Photopea|Krita|Fotor|BeFunky|CorelDRAW|Inkscape|Adobe Illustrator|PhotoScape|Stable Diffusion|Midjourney|DALL[-·]E/i;
/** More metadata than this is searched by nobody: thumbnails and depth maps lie behind. */
const MAX_BYTES = 65_536;

/**
 * The image editor that a file's metadata (EXIF `Software`, XMP, PNG text) say it was saved with; null when they name
 * none, which proves nothing: metadata are easily removed. Never throws; a file that cannot be read names none.
 */
export function editingSoftware(bytes: Uint8Array): string | null {
  for (const [start, end] of metadataOf(bytes)) {
    const text = latin1(bytes.subarray(start, Math.min(end, start + MAX_BYTES)));
    const named = EDITORS.exec(text)?.[0];
    if (named) return named;
  }
  return null;
}

function metadataOf(bytes: Uint8Array): [start: number, end: number][] {
  // No file of the three formats is as short.
  if (bytes.byteLength < 12) return [];
  if (bytes[0] === 0xff) {
    const segments = readJpegSegments(bytes) ?? [];
    // EXIF and XMP (APP1) and comments; APP2's colour profiles and APP13 name Adobe without anybody having edited.
    const kept = segments.filter(({ marker }) => marker === MARKER.APP1 || marker === MARKER.COM);
    return kept.map(({ body, end }) => [body, end]);
  }
  if (bytes[0] === 0x89) {
    const chunks = (readPngChunks(bytes) ?? []).filter(({ type }) => /^(tEXt|iTXt|eXIf)$/.test(type));
    return chunks.map(({ body, length }) => [body, body + length]);
  }
  const chunks = (readWebpChunks(bytes) ?? []).filter(({ type }) => /^(EXIF|XMP )$/.test(type));
  return chunks.map(({ body, length }) => [body, body + length]);
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
