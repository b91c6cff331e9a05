import type { VisionAnswer } from "./answer.ts";
import type { ForensicsReading } from "./forensics.ts";
import type { PictureFacts, PictureQuality, Polygon } from "./picture.ts";

export interface DocumentOptions {
  /** Milliseconds of CPU after which the reader stops and says what it has tried. */
  budgetMs: number;
}

/** One printed line of an MRZ, as the net read it: never repaired, never coerced. */
export interface MrzLineReading {
  text: string;
  /** One confidence (0-1) per character of `text`. */
  confidences: number[];
  polygon: Polygon;
  /** Height of a capital letter in pixels of the upright picture. */
  capHeightPx: number;
}

export interface MrzReading {
  lines: MrzLineReading[];
  /** Clockwise rotation in degrees (0, 90, 180, 270) under which the lines read upright. */
  rotation: 0 | 90 | 180 | 270;
  /** True when the time budget ended the search before every scale and rotation was tried. */
  budgetExhausted: boolean;
}

export type BarcodeFormat = "PDF417" | "QRCode" | "Aztec" | "DataMatrix";

export interface BarcodeReading {
  format: BarcodeFormat;
  text: string;
  bytes: Uint8Array;
  polygon: Polygon;
}

export interface DocumentReading {
  picture: PictureFacts;
  quality: PictureQuality;
  mrz: MrzReading | null;
  barcodes: BarcodeReading[];
  /** True when an MRZ can be read only in a mirror; `mrz` is then null. */
  mirrored?: boolean;
  /** True when another MRZ than `mrz` stands on the picture too. */
  severalMrz?: boolean;
  /** Traces of screens, prints and editing; null when they could not be looked for. */
  forensics?: ForensicsReading | null;
}

/** Reads what a machine can read on the picture of a document. */
export interface DocumentsVisionPort {
  readDocument(image: Uint8Array, options: DocumentOptions): Promise<VisionAnswer<DocumentReading>>;
}
