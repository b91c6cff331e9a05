import type { BarcodeReading } from "../../../vision/ports/documents.ts";
import { parseAamva } from "./aamva.ts";
import { parseArDni } from "./ar-dni.ts";
import { parseClPdf417, parseClQr } from "./cl-cedula.ts";
import { parseCoCedula } from "./co-cedula.ts";
import { parseCrCedula } from "./cr-cedula.ts";
import { parseVds } from "./icao-vds.ts";
import { parseMxIne } from "./mx-ine.ts";
import { type ParsedBarcode, UNKNOWN_BARCODE } from "./parsed-barcode.ts";
import { payloadKind } from "./payload-kind.ts";
import { verificationLink } from "./verification-link.ts";

type Format = BarcodeReading["format"];
const SEAL_FORMATS: readonly Format[] = ["DataMatrix", "Aztec", "QRCode"];

/** Layouts by the symbols that carry them; each answers null when the content is not its own. */
const LAYOUTS: readonly [
  formats: readonly Format[],
  parse: (reading: BarcodeReading, now: number) => ParsedBarcode | null,
][] = [
  [["PDF417"], ({ text }) => parseAamva(text)],
  [["PDF417"], ({ bytes }) => parseCoCedula(bytes)],
  [["PDF417", "QRCode"], ({ text }) => parseArDni(text)],
  [["PDF417"], ({ bytes }) => parseCrCedula(bytes)],
  [["PDF417"], ({ bytes }, now) => parseClPdf417(bytes, now)],
  [["QRCode"], ({ text }, now) => parseClQr(text, now)],
  [["QRCode"], ({ text }) => parseMxIne(text)],
  [SEAL_FORMATS, ({ bytes }, now) => parseVds(bytes, now)],
];

/**
 * What a barcode says of the document and its holder; `unknown` and no fields when its layout is not one of ours. A
 * link is reported and never followed.
 * @param now milliseconds since 1970, to tell the century of two-digit years
 */
export function parseBarcode(reading: BarcodeReading, now: number): ParsedBarcode {
  const link = verificationLink(reading.text);
  const common = {
    payload: payloadKind(reading.text, reading.bytes),
    ...(link ? { link } : {}),
  };
  for (const [formats, parse] of LAYOUTS) {
    const parsed = formats.includes(reading.format) ? parse(reading, now) : null;
    if (parsed) return { ...parsed, ...common };
  }
  return { ...UNKNOWN_BARCODE, ...common };
}
