import jpegWasm from "@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm";
import encodeJpeg, { init as initJpeg } from "@jsquash/jpeg/encode.js";
import webpFactory from "@jsquash/webp/codec/enc/webp_enc.js";
import webpWasm from "@jsquash/webp/codec/enc/webp_enc.wasm";
import { concatBytes } from "../../../src/kernel/bytes.ts";
import { crc32 } from "../../../src/vision/image/crc32.ts";

export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}
export type Rgb = readonly [number, number, number];

export const RED: Rgb = [220, 30, 30];
export const GREEN: Rgb = [30, 200, 30];
export const BLUE: Rgb = [30, 30, 220];
export const WHITE: Rgb = [250, 250, 250];

/** A picture painted by a function of its coordinates. */
export function paint(width: number, height: number, colour: (x: number, y: number) => Rgb): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([...colour(x, y), 255], (y * width + x) * 4);
  }
  return { data, width, height };
}

/** Quarters in four colours, so that every turn and flip can be told. */
export const quarters = (width: number, height: number): Pixels =>
  paint(width, height, (x, y) =>
    y < height / 2 ? (x < width / 2 ? RED : GREEN) : x < width / 2 ? BLUE : WHITE,
  );

type Init = (wasm: WebAssembly.Module) => Promise<void>;

/** A JPEG file; options are mozjpeg's (`progressive`, `color_space` 1 for grey, …). */
export async function jpegOf(pixels: Pixels, options: Record<string, unknown> = {}): Promise<Uint8Array> {
  await (initJpeg as unknown as Init)(jpegWasm);
  return new Uint8Array(
    await encodeJpeg(pixels as unknown as Parameters<typeof encodeJpeg>[0], { quality: 95, ...options }),
  );
}

/** A WebP file, lossless on demand. */
export async function webpOf(pixels: Pixels, lossless = false): Promise<Uint8Array> {
  const { defaultOptions } = await import("@jsquash/webp/meta.js");
  const module = await (
    webpFactory as unknown as (
      o: object,
    ) => Promise<{ encode(d: Uint8ClampedArray, w: number, h: number, o: object): Uint8Array }>
  )({
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, received: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(webpWasm, imports);
      received(instance);
      return instance.exports;
    },
  });
  return Uint8Array.from(
    module.encode(pixels.data, pixels.width, pixels.height, {
      ...defaultOptions,
      lossless: lossless ? 1 : 0,
    }),
  );
}

export function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const typed = concatBytes(new TextEncoder().encode(type), body);
  const frame = new Uint8Array(8);
  new DataView(frame.buffer).setUint32(0, body.byteLength);
  new DataView(frame.buffer).setUint32(4, crc32(typed));
  return concatBytes(frame.subarray(0, 4), typed, frame.subarray(4));
}

export function pngHeader(width: number, height: number, depth: number, colourType: number): Uint8Array {
  const body = new Uint8Array(13);
  const view = new DataView(body.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  body.set([depth, colourType, 0, 0, 0], 8);
  return pngChunk("IHDR", body);
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const PNG_MAGIC = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** A PNG file of rows as PNG packs them, without filters. */
export async function pngOfRows(
  width: number,
  height: number,
  depth: number,
  colourType: number,
  rows: Uint8Array,
  between: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  const perRow = rows.byteLength / height;
  const filtered = new Uint8Array(rows.byteLength + height);
  for (let y = 0; y < height; y++)
    filtered.set(rows.subarray(y * perRow, (y + 1) * perRow), y * (perRow + 1) + 1);
  const body = pngChunk("IDAT", await deflate(filtered));
  return concatBytes(
    PNG_MAGIC,
    pngHeader(width, height, depth, colourType),
    ...between,
    body,
    pngChunk("IEND", new Uint8Array()),
  );
}

/** A PNG file with eight bits a channel and transparency. */
export const pngOf = (pixels: Pixels, between: readonly Uint8Array[] = []): Promise<Uint8Array> =>
  pngOfRows(pixels.width, pixels.height, 8, 6, new Uint8Array(pixels.data), between);

/** A JPEG file with one more segment after SOI. */
export function withJpegSegment(jpeg: Uint8Array, marker: number, body: Uint8Array): Uint8Array {
  const length = body.byteLength + 2;
  return concatBytes(
    jpeg.subarray(0, 2),
    Uint8Array.of(0xff, marker, length >> 8, length & 0xff),
    body,
    jpeg.subarray(2),
  );
}

/** A WebP file in the extended form, with one more chunk at its end. */
export function withWebpChunk(
  webp: Uint8Array,
  type: string,
  body: Uint8Array,
  flags: number,
  sides: { width: number; height: number },
): Uint8Array {
  const chunk = (name: string, content: Uint8Array) => {
    const out = new Uint8Array(8 + content.byteLength + (content.byteLength % 2));
    out.set(new TextEncoder().encode(name));
    new DataView(out.buffer).setUint32(4, content.byteLength, true);
    out.set(content, 8);
    return out;
  };
  const extended = new Uint8Array(10);
  extended[0] = flags;
  const view = new DataView(extended.buffer);
  view.setUint16(4, sides.width - 1, true);
  view.setUint16(7, sides.height - 1, true);
  const inner = concatBytes(
    new TextEncoder().encode("WEBP"),
    chunk("VP8X", extended),
    webp.subarray(12),
    chunk(type, body),
  );
  return chunk("RIFF", inner);
}

/** A generator of numbers 0-1 that is the same in every run (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
