import { concatBytes, toBase64, utf8 } from "../../src/kernel/bytes.ts";
import { crc32 } from "../../src/vision/image/crc32.ts";

function chunk(type: string, body: Uint8Array): Uint8Array {
  const typed = concatBytes(utf8(type), body);
  const out = new Uint8Array(typed.byteLength + 8);
  const view = new DataView(out.buffer);
  view.setUint32(0, body.byteLength);
  out.set(typed, 4);
  view.setUint32(typed.byteLength + 4, crc32(typed));
  return out;
}

/** A valid grey PNG; different shades make different pictures, `comment` adds metadata. */
export async function aPng(
  options: { width?: number; height?: number; shade?: number; comment?: string } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { width = 96, height = 96, shade = 128, comment } = options;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8; // bits a sample; colour type 0 is grey
  const rows = new Uint8Array((width + 1) * height).fill(shade);
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  const squeezed = new Response(rows).body?.pipeThrough(new CompressionStream("deflate"));
  const data = new Uint8Array(await new Response(squeezed ?? null).arrayBuffer());
  return concatBytes(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    ...(comment ? [chunk("tEXt", utf8(`Comment\0${comment}`))] : []),
    chunk("IDAT", data),
    chunk("IEND", new Uint8Array()),
  );
}

/** The same as base64, as a request carries it. */
export const aPictureInBase64 = async (options: Parameters<typeof aPng>[0] = {}): Promise<string> =>
  toBase64(await aPng(options));
