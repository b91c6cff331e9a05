/** A PNG chunk; `end` is past its CRC. */
export interface PngChunk {
  type: string;
  start: number;
  body: number;
  length: number;
  end: number;
}

export const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Encoders split IDAT into pieces of 8 kB and more: 8 MB makes a thousand. */
const MAX_CHUNKS = 16_384;

/** Chunks of a PNG file up to IEND; null when one runs past the end of the file or IEND never comes. */
export function readPngChunks(bytes: Uint8Array): PngChunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= bytes.byteLength && chunks.length < MAX_CHUNKS) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.byteLength) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, start: at, body: at + 8, length, end });
    if (type === "IEND") return chunks;
    at = end;
  }
  return null;
}
