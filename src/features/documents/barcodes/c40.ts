const LETTERS = "\0\0\0 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Announces a single character that fits no triple; the byte after it is its ASCII code and one. */
const SINGLE = 0xfe;

/**
 * Text in C40 (ISO/IEC 16022 §5.2.5; ICAO 9303-13 §2.1.1): three characters in two bytes, capitals, digits and spaces.
 * Shifts, which seals use as padding alone, are left out.
 */
export function decodeC40(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [high, low] = [bytes[at] as number, bytes[at + 1] as number];
    if (high === SINGLE) {
      text += String.fromCharCode(low - 1);
      continue;
    }
    const value = high * 256 + low - 1;
    for (const code of [Math.floor(value / 1600), Math.floor(value / 40) % 40, value % 40])
      text += LETTERS[code] ?? "";
  }
  return text.replaceAll("\0", "");
}
