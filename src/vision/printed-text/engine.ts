import wasm from "tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm";
import type { Engine } from "../ports/answer.ts";
import { startTesseract, type Tesseract } from "./tesseract.ts";

/** The static assets that hold the traineddata files. */
export interface ModelAssets {
  fetch(request: Request): Promise<Response>;
}

/** Spanish's letters are those of English and more; what a second language adds is told in `docs/models.md`. */
const LANGUAGES = ["spa"] as const;

export const PRINT_ENGINE: Engine = { name: "tesseract", version: "tesseract.js-core 7.0.0" };

let starting: Promise<Tesseract> | null = null;
let running: Tesseract | null = null;

/** The engine of this isolate, started when first asked for; throws when its traineddata is not to be had. */
export async function printEngine(assets: ModelAssets): Promise<Tesseract> {
  starting ??= start(assets);
  try {
    running = await starting;
    return running;
  } catch (error) {
    starting = null;
    throw error;
  }
}

/** Forgets the engine: after a trap its memory cannot be trusted. */
export function resetPrintEngine(): void {
  starting = null;
  running = null;
}

/** Bytes of its WASM memory, 0 before its first use. */
export const printHeapBytes = (): number => running?.heapBytes() ?? 0;

async function start(assets: ModelAssets): Promise<Tesseract> {
  const files = new Map<string, Uint8Array>();
  for (const language of LANGUAGES) {
    const response = await assets.fetch(new Request(`https://models/${language}.traineddata`));
    if (!response.ok) throw new MissingModel(language);
    files.set(language, new Uint8Array(await response.arrayBuffer()));
  }
  return startTesseract(wasm, files);
}

/** The traineddata was not fetched when the Worker was built. */
export class MissingModel extends Error {
  constructor(language: string) {
    super(`no traineddata of ${language}`);
    this.name = "MissingModel";
  }
}
