import type { GrayPicture } from "../image/gray.ts";

/** The picture as a binary portable graymap (Netpbm P5), the simplest file that Leptonica reads. */
export function toPgm({ data, width, height }: GrayPicture): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}
