/** A RIFF chunk of a WebP file; `end` is past its padding byte. */
export interface WebpChunk {
  type: string;
  start: number;
  body: number;
  length: number;
  end: number;
}

const MAX_CHUNKS = 1024;

/** Chunks of a WebP file (RFC 9649 §2.3); null when the RIFF size or a chunk runs past the end of the file. */
export function readWebpChunks(bytes: Uint8Array): WebpChunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const riffEnd = 8 + view.getUint32(4, true);
  if (riffEnd > bytes.byteLength) return null;
  const chunks: WebpChunk[] = [];
  let at = 12;
  while (at + 8 <= riffEnd && chunks.length < MAX_CHUNKS) {
    const length = view.getUint32(at + 4, true);
    const bodyEnd = at + 8 + length;
    if (bodyEnd > riffEnd) return null;
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    const end = Math.min(bodyEnd + (length % 2), riffEnd);
    chunks.push({ type, start: at, body: at + 8, length, end });
    at = end;
  }
  return chunks;
}
