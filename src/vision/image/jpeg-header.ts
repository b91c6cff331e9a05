import { readExifOrientation } from "./exif-orientation.ts";
import { MARKER, readJpegSegments } from "./jpeg-segments.ts";
import { type StoredHeader, unreadable, unsupported } from "./stored-header.ts";

/** Start-of-frame markers; 0xc4, 0xc8 and 0xcc are DHT, JPG and DAC (T.81 table B.1). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Baseline, extended sequential and progressive, all Huffman coded: what cameras write and our codec reads. */
const READABLE_FRAMES = [0xc0, 0xc1, 0xc2];

/** Sides, orientation and kind of a JPEG file, read from its segments without decoding. */
export function readJpegHeader(bytes: Uint8Array): StoredHeader {
  const segments = readJpegSegments(bytes);
  if (!segments) return unreadable("The JPEG file is truncated or damaged.");
  const frames = segments.filter((segment) => isFrame(segment.marker));
  const frame = frames[0];
  if (!frame || frames.length > 1 || frame.end - frame.body < 6) {
    return unreadable("The JPEG file does not hold exactly one frame.");
  }
  const scans = segments.filter((segment) => segment.marker === MARKER.SOS).length;
  if (scans === 0) return unreadable("The JPEG file has no scan.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const components = view.getUint8(frame.body + 5);
  if (!READABLE_FRAMES.includes(frame.marker) || view.getUint8(frame.body) !== 8) {
    return unsupported("Only 8-bit baseline and progressive JPEG is read.");
  }
  if (components !== 1 && components !== 3)
    return unsupported("Only grey and colour (not CMYK) JPEG is read.", "CMYK_IMAGE");
  if (frame.end - frame.body < 6 + 3 * components) return unreadable("The JPEG frame is cut off.");
  const storedWidth = view.getUint16(frame.body + 3);
  const storedHeight = view.getUint16(frame.body + 1);
  const sampling = bytes.subarray(frame.body + 6, frame.body + 6 + 3 * components);
  const streams = frame.marker !== 0xc2 && scans === 1;
  const exif = segments.find((segment) => segment.marker === MARKER.APP1 && isExif(bytes, segment.body));
  return {
    ok: true,
    format: "jpeg",
    storedWidth,
    storedHeight,
    orientation: exif ? readExifOrientation(bytes.subarray(exif.body + 6, exif.end)) : 1,
    heldCoefficients: streams ? 0 : storedWidth * storedHeight * samplesPerPixel(sampling),
  };
}

/** Samples of all components for each pixel: 3 for full colour, 1.5 where chroma is halved both ways. */
function samplesPerPixel(sampling: Uint8Array): number {
  const parts = [];
  for (let at = 1; at < sampling.length; at += 3) {
    const factors = sampling[at] as number;
    parts.push((factors >> 4) * (factors & 15));
  }
  return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, ...parts);
}

/** True where `Exif\0\0` stands (EXIF 2.32 §4.7.2). */
const isExif = (bytes: Uint8Array, at: number) =>
  [0x45, 0x78, 0x69, 0x66, 0, 0].every((byte, index) => bytes[at + index] === byte);
