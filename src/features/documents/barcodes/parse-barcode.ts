import type { BarcodeReading } from "../../../vision/port.ts";
import { parseAamva } from "./aamva.ts";
import { parseCoCedula } from "./co-cedula.ts";
import { type ParsedBarcode, UNKNOWN_BARCODE } from "./parsed-barcode.ts";

/** Layouts by the symbol that carries them; each answers null when the content is not its own. */
const LAYOUTS: [
  format: BarcodeReading["format"],
  parse: (reading: BarcodeReading) => ParsedBarcode | null,
][] = [
  ["PDF417", ({ text }) => parseAamva(text)],
  ["PDF417", ({ bytes }) => parseCoCedula(bytes)],
];

/** What a barcode says of the document and its holder; `unknown` and no fields when its layout is not one of ours. */
export function parseBarcode(reading: BarcodeReading): ParsedBarcode {
  for (const [format, parse] of LAYOUTS) {
    const parsed = format === reading.format ? parse(reading) : null;
    if (parsed) return parsed;
  }
  return UNKNOWN_BARCODE;
}
