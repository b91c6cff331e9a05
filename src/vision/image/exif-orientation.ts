/** Tag 274 of TIFF 6.0 / EXIF 2.32 §4.6.4. */
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
/** IFD0 of a camera has a few dozen entries; more is an attack on our time. */
const MAX_ENTRIES = 512;

/**
 * Orientation (1-8) in a TIFF block as EXIF holds it; 1 when there is none or the block is damaged, as viewers do.
 * @param tiff the block from its byte-order mark on, without JPEG's `Exif\0\0`.
 */
export function readExifOrientation(tiff: Uint8Array): number {
  if (tiff.byteLength < 8) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) return 1;
  const little = mark === 0x4949;
  if (view.getUint16(2, little) !== 42) return 1;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return 1;
  const entries = Math.min(view.getUint16(directory, little), MAX_ENTRIES);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return 1;
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue;
    if (view.getUint16(at + 2, little) !== SHORT) return 1;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The smallest TIFF block that says one orientation and nothing else: one directory with one entry. */
export function writeExifOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = new Uint8Array(26);
  const view = new DataView(tiff.buffer);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION_TAG);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}
