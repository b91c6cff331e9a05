import { concatBytes } from "../../kernel/bytes.ts";
import { crc32 } from "./crc32.ts";
import { writeExifOrientation } from "./exif-orientation.ts";
import { readPictureHeader } from "./headers.ts";
import { MARKER, readJpegSegments } from "./jpeg-segments.ts";
import { PNG_SIGNATURE, readPngChunks } from "./png-chunks.ts";
import { readWebpChunks } from "./webp-chunks.ts";

/**
 * The same picture without what a camera adds to it (place, time, device, thumbnails, comments, colour profile,
 * trailing data): only the pixels' own data and, where it matters, the orientation are kept. Nothing is recompressed, so
 * the stored evidence is bit for bit what was captured. Null for a file that `readPictureHeader` refuses.
 */
export function stripMetadata(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const header = readPictureHeader(bytes);
  if (!header.ok) return null;
  const { format, orientation } = header.facts;
  if (format === "jpeg") return stripJpeg(bytes, orientation);
  if (format === "png") return stripPng(bytes, orientation);
  return stripWebp(bytes, orientation);
}

function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> | null {
  const segments = readJpegSegments(bytes);
  if (!segments) return null;
  const parts: Uint8Array[] = [Uint8Array.of(0xff, MARKER.SOI)];
  if (orientation !== 1) parts.push(exifSegment(orientation));
  for (const { marker, start, end } of segments) {
    // APP14 ("Adobe") tells a decoder which colour transform was used: without it the colours change.
    const metadata =
      marker === MARKER.COM || (marker >= MARKER.APP0 && marker <= MARKER.APP15 && marker !== MARKER.APP14);
    if (!metadata) parts.push(bytes.subarray(start, end));
  }
  return concatBytes(...parts, Uint8Array.of(0xff, MARKER.EOI));
}

function exifSegment(orientation: number): Uint8Array {
  const body = concatBytes(Uint8Array.of(0x45, 0x78, 0x69, 0x66, 0, 0), writeExifOrientation(orientation));
  return concatBytes(Uint8Array.of(0xff, MARKER.APP1, 0, body.byteLength + 2), body);
}

/** Chunks that make the pixels what they are (PNG 3rd edition §11.2, §11.3.1). */
const PNG_KEPT = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

function stripPng(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> | null {
  const chunks = readPngChunks(bytes);
  if (!chunks) return null;
  const parts: Uint8Array[] = [Uint8Array.from(PNG_SIGNATURE)];
  for (const { type, start, end } of chunks) {
    if (PNG_KEPT.includes(type)) parts.push(bytes.subarray(start, end));
    if (type === "IHDR" && orientation !== 1) parts.push(pngChunk("eXIf", writeExifOrientation(orientation)));
  }
  return concatBytes(...parts);
}

function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(body.byteLength + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.byteLength);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(body, 8);
  view.setUint32(8 + body.byteLength, crc32(chunk.subarray(4, 8 + body.byteLength)));
  return chunk;
}

const WEBP_KEPT = ["VP8X", "ALPH", "VP8 ", "VP8L"];
const WEBP_ALPHA_FLAG = 0x10;
const WEBP_EXIF_FLAG = 0x08;

function stripWebp(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> | null {
  const chunks = readWebpChunks(bytes);
  if (!chunks) return null;
  const turned = orientation !== 1;
  const parts: Uint8Array[] = [];
  for (const { type, start, length, end } of chunks) {
    if (!WEBP_KEPT.includes(type)) continue;
    const part = concatBytes(
      bytes.subarray(start, end),
      new Uint8Array(8 + length + (length % 2) - (end - start)),
    );
    // The flags of VP8X must not promise chunks that are gone (RFC 9649 §2.7).
    if (type === "VP8X") part[8] = ((part[8] ?? 0) & WEBP_ALPHA_FLAG) | (turned ? WEBP_EXIF_FLAG : 0);
    parts.push(part);
  }
  if (turned) parts.push(riffChunk("EXIF", writeExifOrientation(orientation)));
  const body = concatBytes(Uint8Array.of(0x57, 0x45, 0x42, 0x50), ...parts);
  return riffChunk("RIFF", body);
}

function riffChunk(type: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(8 + body.byteLength + (body.byteLength % 2));
  for (let i = 0; i < 4; i++) chunk[i] = type.charCodeAt(i);
  new DataView(chunk.buffer).setUint32(4, body.byteLength, true);
  chunk.set(body, 8);
  return chunk;
}
