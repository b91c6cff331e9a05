import { parseBarcode } from "../../../../src/features/documents/barcodes/parse-barcode.ts";
import type { ParsedBarcode } from "../../../../src/features/documents/barcodes/parsed-barcode.ts";
import type { BarcodeFormat } from "../../../../src/vision/ports/documents.ts";
import { NOON } from "../../../support/deps.ts";

/** What the parser makes of a symbol with a text, or with bytes that are Latin-1 at best. */
export function parsed(format: BarcodeFormat, content: string | Uint8Array): ParsedBarcode {
  const text = typeof content === "string" ? content : new TextDecoder("latin1").decode(content);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return parseBarcode({ format, text, bytes, polygon: [] }, NOON);
}

export const values = ({ fields }: ParsedBarcode): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));

export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
