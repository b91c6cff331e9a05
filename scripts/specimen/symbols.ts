import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { type Canvas, fillRectangle } from "./canvas.ts";

/** A two-dimensional barcode, one byte a module: 0 is black. */
export interface PrintedSymbol {
  width: number;
  height: number;
  modules: Uint8Array | Uint8ClampedArray;
}

let prepared = false;

/** The symbol of a text, or of bytes as they are. */
export async function makeSymbol(
  format: "PDF417" | "QRCode",
  content: string | Uint8Array,
  columns = 10,
): Promise<PrintedSymbol> {
  if (!prepared) {
    const wasmBinary = readFileSync(
      createRequire(import.meta.url).resolve("zxing-wasm/writer/zxing_writer.wasm"),
    ).buffer;
    prepareZXingModule({ overrides: { wasmBinary } });
    prepared = true;
  }
  const options = format === "PDF417" ? `columns=${columns},ecLevel=4` : "ecLevel=M";
  const { error, symbol } = await writeBarcode(content, { format, scale: 1, options });
  if (error || !symbol) throw new Error(`no ${format}: ${error}`);
  return { width: symbol.width, height: symbol.height, modules: symbol.data };
}

/** Prints a symbol as large as fits the box, its modules whole pixels, in the middle of its lower edge; the height it took. */
export function drawSymbol(
  canvas: Canvas,
  symbol: PrintedSymbol,
  box: { x: number; y: number; width: number; height: number },
): number {
  const side = Math.floor(Math.min(box.width / symbol.width, box.height / symbol.height));
  if (side < 1) throw new Error("the symbol does not fit");
  const left = Math.round(box.x + (box.width - side * symbol.width) / 2);
  const top = Math.round(box.y + box.height - side * symbol.height);
  fillRectangle(canvas, left, top, side * symbol.width, side * symbol.height, [252, 252, 250]);
  for (let row = 0; row < symbol.height; row++) {
    for (let column = 0; column < symbol.width; column++) {
      if (symbol.modules[row * symbol.width + column] !== 0) continue;
      fillRectangle(canvas, left + column * side, top + row * side, side, side, [22, 22, 26]);
    }
  }
  return side * symbol.height;
}
