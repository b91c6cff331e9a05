/** A marker segment before or between scans; `end` is past its last byte, `body` past its two length bytes. */
export interface JpegSegment {
  marker: number;
  start: number;
  body: number;
  end: number;
}

export const MARKER = {
  SOI: 0xd8,
  EOI: 0xd9,
  SOS: 0xda,
  COM: 0xfe,
  APP0: 0xe0,
  APP1: 0xe1,
  APP14: 0xee,
  APP15: 0xef,
};

/** Cameras write some tens of segments; a file of nothing but empty ones would only cost time. */
const MAX_SEGMENTS = 4096;

/** Markers without a length: TEM and the restart markers (ITU-T T.81 table B.1). */
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * Segments of a JPEG file in order, a scan's entropy-coded data being part of its SOS segment; null unless the
 * file is well-formed from SOI to EOI, so that a truncated upload is caught before a decoder fills it with grey.
 * What follows EOI (a phone's second picture, its trailer) is left out.
 */
export function readJpegSegments(bytes: Uint8Array): JpegSegment[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== MARKER.SOI) return null;
  const segments: JpegSegment[] = [];
  let at = 2;
  while (segments.length < MAX_SEGMENTS) {
    const start = at;
    if (bytes[at] !== 0xff) return null;
    // Any number of fill bytes may precede a marker (T.81 §B.1.1.2).
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined || marker === 0) return null;
    if (marker === MARKER.EOI) return segments;
    if (standsAlone(marker)) continue;
    const high = bytes[at];
    const low = bytes[at + 1];
    if (high === undefined || low === undefined) return null;
    const length = high * 256 + low;
    let end = at + length;
    if (length < 2 || end > bytes.byteLength) return null;
    if (marker === MARKER.SOS) {
      end = endOfScan(bytes, end);
      if (end < 0) return null;
    }
    segments.push({ marker, start, body: at + 2, end });
    at = end;
  }
  return null;
}

/** Position of the first marker that ends entropy-coded data; -1 when the file ends first. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (true) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return -1;
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else if (next === 0xff) at += 1;
    else return at;
  }
}
