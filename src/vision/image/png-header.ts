import { readExifOrientation } from "./exif-orientation.ts";
import { readPngChunks } from "./png-chunks.ts";
import { type StoredHeader, unreadable, unsupported } from "./stored-header.ts";

/** Bit depths allowed for each colour type (PNG 3rd edition, table 12). */
const BIT_DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Sides, orientation and kind of a PNG file, read from its chunks without inflating anything. */
export function readPngHeader(bytes: Uint8Array): StoredHeader {
  const chunks = readPngChunks(bytes);
  if (!chunks) return unreadable("The PNG file is truncated or damaged.");
  const header = chunks[0];
  if (header?.type !== "IHDR" || header.length !== 13)
    return unreadable("The PNG file does not start with IHDR.");
  const view = new DataView(bytes.buffer, bytes.byteOffset + header.body, header.length);
  const interlace = view.getUint8(12);
  const known =
    BIT_DEPTHS[view.getUint8(9)]?.includes(view.getUint8(8)) &&
    view.getUint8(10) === 0 &&
    view.getUint8(11) === 0 &&
    interlace <= 1;
  if (!known) return unreadable("The PNG header is not valid.");
  if (chunks.some((chunk) => chunk.type === "acTL"))
    return unsupported("Animated pictures are not read.", "ANIMATED_IMAGE");
  if (!chunks.some((chunk) => chunk.type === "IDAT"))
    return unreadable("The PNG file holds no picture data.");
  const exif = chunks.find((chunk) => chunk.type === "eXIf");
  return {
    ok: true,
    format: "png",
    storedWidth: view.getUint32(0),
    storedHeight: view.getUint32(4),
    orientation: exif ? readExifOrientation(bytes.subarray(exif.body, exif.body + exif.length)) : 1,
    heldCoefficients: 0,
  };
}
