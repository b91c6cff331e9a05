import mozjpegFactory from "@jsquash/jpeg/codec/dec/mozjpeg_dec.js";
import mozjpegWasm from "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm";
// @ts-expect-error the package types this file as instantiated; a Worker gets the module itself
import pngWasm from "@jsquash/png/codec/pkg/squoosh_png_bg.wasm";
import webpFactory from "@jsquash/webp/codec/dec/webp_dec.js";
import webpWasm from "@jsquash/webp/codec/dec/webp_dec.wasm";
import type { PictureFormat } from "../ports/picture.ts";
import type { Codec, RgbaPicture } from "./codec.ts";
import { instantiatePng } from "./png-codec.ts";

/**
 * WASM memory never shrinks: an instance that a large picture has grown past this is dropped, so that the
 * isolate's 128 MB are free again for the nets.
 */
const KEEP_BELOW_BYTES = 40 * 1024 * 1024;

const kept = new Map<PictureFormat, Codec>();

/**
 * Decodes a file into the pixels as stored (no orientation applied) and hands them to `use`.
 * Throws whatever the codec throws; an instance that threw or trapped is never used again.
 */
export async function withDecoded<T>(
  format: PictureFormat,
  bytes: Uint8Array,
  use: (picture: RgbaPicture) => T,
): Promise<T> {
  const codec = kept.get(format) ?? (await INSTANTIATE[format]());
  kept.delete(format);
  const result = use(codec.decode(bytes));
  if (codec.memoryBytes() <= KEEP_BELOW_BYTES) kept.set(format, codec);
  return result;
}

const INSTANTIATE: Record<PictureFormat, () => Promise<Codec>> = {
  // The argument asks mozjpeg's glue to leave the orientation to us.
  jpeg: () => instantiateEmscripten(mozjpegFactory as unknown as EmscriptenFactory, mozjpegWasm, [false]),
  png: async () => instantiatePng(pngWasm),
  webp: () => instantiateEmscripten(webpFactory as unknown as EmscriptenFactory, webpWasm, []),
};

interface EmscriptenCodec {
  /** Throws unless it is called with just as many arguments as the codec was built with. */
  decode(
    bytes: Uint8Array,
    ...more: boolean[]
  ): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } | null;
}
type EmscriptenFactory = (options: object) => Promise<EmscriptenCodec>;

/** The codecs' glue compiles from bytes, which Workers refuse: it gets the precompiled module instead. */
async function instantiateEmscripten(
  factory: EmscriptenFactory,
  wasm: WebAssembly.Module,
  more: boolean[],
): Promise<Codec> {
  let memory: WebAssembly.Memory | undefined;
  const silent = () => {};
  const module = await factory({
    noInitialRun: true,
    print: silent,
    printErr: silent,
    instantiateWasm(imports: WebAssembly.Imports, received: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(wasm, imports);
      memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
      received(instance);
      return instance.exports;
    },
  });
  return {
    decode(bytes) {
      const picture = module.decode(bytes, ...more);
      if (!picture) throw new Error("the codec gave no picture");
      // The glue never lets go of its last picture: taken over, its memory ends with our use of it.
      const rgba = new Uint8ClampedArray(picture.data.buffer.transfer());
      return { owned: true, rgba, width: picture.width, height: picture.height };
    },
    memoryBytes: () => memory?.buffer.byteLength ?? Number.POSITIVE_INFINITY,
  };
}
