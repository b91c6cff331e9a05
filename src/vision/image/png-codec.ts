import type { Codec, RgbaPicture } from "./codec.ts";

interface PngExports {
  memory: WebAssembly.Memory;
  decode(pointer: number, length: number): number;
  __wbindgen_malloc(length: number, align: number): number;
  __wbindgen_free(pointer: number, length: number, align: number): void;
}

/**
 * An instance of @jsquash/png's decoder with glue of our own: the package's glue keeps its one instance for ever,
 * while a Rust panic leaves an instance that must be thrown away, and it copies the pixels once more.
 */
export function instantiatePng(wasm: WebAssembly.Module): Codec {
  let picture: RgbaPicture | null = null;
  let pixels: [pointer: number, length: number] | null = null;

  const receive = (pointer: number, length: number, width: number, height: number): number => {
    pixels = [pointer, length];
    picture = {
      owned: false,
      rgba: new Uint8ClampedArray(exports.memory.buffer, pointer >>> 0, length),
      width,
      height,
    };
    return 0;
  };
  const fail = (): never => {
    throw new Error("the PNG decoder gave up");
  };
  // wasm-bindgen ends its import names in a hash of the signature, which a new build changes.
  const wbg: Record<string, WebAssembly.ImportValue> = {};
  for (const { name } of WebAssembly.Module.imports(wasm)) {
    if (name.startsWith("__wbg_newwithownedu8clampedarray")) wbg[name] = receive;
    else if (name.startsWith("__wbindgen_throw")) wbg[name] = fail;
    else wbg[name] = () => 0;
  }
  const exports = new WebAssembly.Instance(wasm, { wbg }).exports as unknown as PngExports;

  return {
    decode(bytes) {
      if (pixels) exports.__wbindgen_free(pixels[0], pixels[1], 1);
      pixels = picture = null;
      const pointer = exports.__wbindgen_malloc(bytes.byteLength, 1) >>> 0;
      new Uint8Array(exports.memory.buffer).set(bytes, pointer);
      exports.decode(pointer, bytes.byteLength);
      if (!picture) throw new Error("the codec gave no picture");
      return picture;
    },
    memoryBytes: () => exports.memory.buffer.byteLength,
  };
}
