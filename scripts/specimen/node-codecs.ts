import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import decodeJpeg, { init as initJpegDecoder } from "@jsquash/jpeg/decode.js";
import encodeJpeg, { init as initJpegEncoder } from "@jsquash/jpeg/encode.js";
import type { Canvas } from "./canvas.ts";

const require = createRequire(import.meta.url);
/** `Reflect`, as the types of Workers, which know of no compiling, reach here through shared code. */
const compiled = (file: string): WebAssembly.Module =>
  Reflect.construct(WebAssembly.Module, [readFileSync(require.resolve(file))]);

/** `init` of these packages takes a compiled module, which their types do not say. */
type Init = (module: WebAssembly.Module) => Promise<void>;

/**
 * One pass and the standard's quantisation, as cameras write. The coding tables are the picture's own: the standard's
 * have no code for the strongest edges of black on white, which this encoder writes all the same and so spoils the rest
 * of the file.
 */
const AS_CAMERAS_DO = { progressive: false, optimize_coding: true, quant_table: 0 } as const;

/** `ImageData`, a type of browsers. */
type EncoderInput = Parameters<typeof encodeJpeg>[0];

/** Once each: compiling takes longer than a small picture. */
const ready: { decoder?: Promise<void>; encoder?: Promise<void> } = {};

/** Pixels of a JPEG file, on Node. */
export async function decodeJpegFile(bytes: Uint8Array): Promise<Canvas> {
  ready.decoder ??= (initJpegDecoder as unknown as Init)(
    compiled("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm"),
  );
  await ready.decoder;
  const { data, width, height } = await decodeJpeg(Uint8Array.from(bytes).buffer);
  return { data, width, height };
}

/** A JPEG file of the canvas; `quality` 0-100. */
export async function encodeJpegFile(canvas: Canvas, quality: number): Promise<Uint8Array> {
  ready.encoder ??= (initJpegEncoder as unknown as Init)(
    compiled("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm"),
  );
  await ready.encoder;
  return new Uint8Array(await encodeJpeg(canvas as unknown as EncoderInput, { quality, ...AS_CAMERAS_DO }));
}
