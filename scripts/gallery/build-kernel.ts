/** `node scripts/gallery/build-kernel.ts`: assembles the gallery's kernel from its WebAssembly text. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import wabt from "wabt";

const KERNEL = path.join(import.meta.dirname, "../../src/features/biometrics/gallery/dot-kernel");

/** The bytes of `dot-kernel.wasm` as its text says. */
export async function assembleKernel(): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const parsed = parseWat("dot-kernel.wat", readFileSync(`${KERNEL}.wat`, "utf8"), { simd: true });
  try {
    return parsed.toBinary({}).buffer;
  } finally {
    parsed.destroy();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(`${KERNEL}.wasm`, await assembleKernel());
