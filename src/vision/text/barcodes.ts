import {
  type Binarizer,
  prepareZXingModule,
  purgeZXingModule,
  type ReadResult,
  readBarcodes as readWithZXing,
} from "zxing-wasm/reader";
import readerWasm from "zxing-wasm/reader/zxing_reader.wasm";
import { type GrayPicture, resizeGray } from "../image/gray.ts";
import type { Engine } from "../ports/answer.ts";
import type { BarcodeFormat, BarcodeReading } from "../ports/documents.ts";
import type { Point } from "../ports/picture.ts";
import { redrawPdf417 } from "./pdf417/redraw.ts";

export const BARCODE_ENGINE: Engine = { name: "zxing-wasm", version: "3.1.4" };

/** The symbols that identity documents carry. */
const FORMATS = ["PDF417", "QRCode", "Aztec", "DataMatrix"] as const satisfies BarcodeFormat[];

interface Attempt {
  scale: number;
  binarizer: Binarizer;
}

/**
 * What is tried until something is found. On ZXing's 39 photographed and printed PDF417 pictures the first
 * attempt reads all but one; a global threshold and larger pixels read codes that are lit evenly but small, half
 * size those printed with gaps between the dots. Between the first and the further ones, PDF417s are straightened
 * and drawn anew.
 */
const FIRST: Attempt = { scale: 1, binarizer: "LocalAverage" };
const FURTHER: readonly Attempt[] = [
  { scale: 1, binarizer: "GlobalHistogram" },
  { scale: 1.5, binarizer: "LocalAverage" },
  { scale: 2, binarizer: "LocalAverage" },
  { scale: 0.5, binarizer: "LocalAverage" },
];
/** A copy at another scale takes a byte a pixel thrice, here and in the reader. */
const MAX_SCALED_PIXELS = 4_000_000;
/** The reader's memory never shrinks: past this it is dropped after use. */
const KEEP_BELOW_BYTES = 40 * 1024 * 1024;

let memory: WebAssembly.Memory | undefined;

/**
 * The two-dimensional barcodes of an upright picture, in any rotation; the polygon's corners go clockwise from
 * the code's own top left. With `thorough: false` only one attempt is made, which costs about 40 ms for 1.2 MP.
 * Throws when the reader traps; the next call starts a fresh one.
 */
export async function readBarcodes(
  picture: GrayPicture,
  options: { thorough?: boolean } = {},
): Promise<BarcodeReading[]> {
  try {
    let found = await attempt(picture, FIRST);
    if (found.length > 0 || options.thorough === false) return found;
    found = await readRedrawn(picture);
    if (found.length > 0) return found;
    const { width, height } = picture;
    for (const next of FURTHER) {
      const scaledWidth = Math.round(width * next.scale);
      const scaledHeight = Math.round(height * next.scale);
      if (next.scale === 1) found = await attempt(picture, next);
      else if (scaledWidth * scaledHeight <= MAX_SCALED_PIXELS && Math.min(scaledWidth, scaledHeight) > 0) {
        found = await attempt(resizeGray(picture, scaledWidth, scaledHeight), next);
      }
      if (found.length > 0) return found;
    }
    return [];
  } catch (error) {
    dropReader();
    throw error;
  } finally {
    if ((memory?.buffer.byteLength ?? 0) > KEEP_BELOW_BYTES) dropReader();
  }
}

/**
 * Codewords of error correction that a symbol drawn anew must have, for what was drawn is a guess: with eight, four
 * errors are mended, and a wrong symbol of a hundred codewords agrees once in 200,000 times; with two, often.
 */
const MIN_CORRECTION = 8;

/** What the PDF417s say that had to be straightened and drawn anew. */
async function readRedrawn(picture: GrayPicture): Promise<BarcodeReading[]> {
  for (const { symbol, codewords, polygon } of redrawPdf417(picture)) {
    const results = await decode(symbol, FIRST.binarizer);
    const [reading] = results
      .filter(({ ecLevel }) => (Number.parseInt(ecLevel, 10) / 100) * codewords >= MIN_CORRECTION - 1)
      .flatMap((result) => toReading(result, 1) ?? []);
    if (reading?.format === "PDF417") return [{ ...reading, polygon }];
  }
  return [];
}

async function attempt(picture: GrayPicture, { scale, binarizer }: Attempt): Promise<BarcodeReading[]> {
  const results = await decode(picture, binarizer);
  return results.flatMap((result) => toReading(result, scale) ?? []);
}

async function decode(picture: GrayPicture, binarizer: Binarizer): Promise<ReadResult[]> {
  await startReader();
  return readWithZXing(asPgm(picture), {
    formats: [...FORMATS],
    tryHarder: true,
    textMode: "Plain",
    binarizer,
  });
}

function toReading(result: ReadResult, scale: number): BarcodeReading | null {
  const format = FORMATS.find((known) => known === result.symbology || known === result.format);
  if (!result.isValid || !format) return null;
  const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
  const polygon = [topLeft, topRight, bottomRight, bottomLeft].map(
    ({ x, y }): Point => [x / scale, y / scale],
  );
  return { format, text: result.text, bytes: Uint8Array.from(result.bytes), polygon };
}

/** Prepares the reader once; its own loader compiles from bytes, which Workers refuse. */
async function startReader(): Promise<void> {
  await prepareZXingModule({
    overrides: {
      instantiateWasm(imports: WebAssembly.Imports, received: (instance: WebAssembly.Instance) => void) {
        const instance = new WebAssembly.Instance(readerWasm, imports);
        memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
        received(instance);
        return instance.exports;
      },
    },
    equalityFn: () => true,
    fireImmediately: true,
  });
}

function dropReader(): void {
  purgeZXingModule();
  memory = undefined;
}

/** The picture as a file of grey pixels (netpbm P5): as RGBA it would take four times the room, here and in the reader. */
function asPgm({ data, width, height }: GrayPicture): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}
