import type { Canvas } from "./canvas.ts";
import { type Holder, type Outcome, specimenHolder } from "./holder.ts";
import { decodeJpegFile, encodeJpegFile } from "./node-codecs.ts";
import { onTable } from "./page.ts";
import { drawPassport } from "./passport.ts";
import { samplePicture } from "./sample-pictures.ts";

export interface SpecimenOptions {
  type?: "passport";
  /** The three-letter code of the issuing state; UTO is ICAO's fictitious one. */
  state?: string;
  outcome?: Outcome;
  /** Overrides single facts of the default holder. */
  holder?: Partial<Holder>;
  /** A JPEG file whose middle is printed as the portrait; by default the sample photograph, if it was fetched. */
  portrait?: Uint8Array;
  now?: Date;
}

export interface Specimen {
  /** A JPEG file of about 1.2 MP. */
  jpeg: Uint8Array;
  holder: Holder;
  hasPortrait: boolean;
}

/** 125 mm become 1,312 pixels: the capitals of the MRZ are 26 pixels high, as in a good scan at 267 dpi. */
const PX_PER_MM = 10.5;
const MARGIN_PX = 14;

/**
 * Renders a specimen passport of a fictitious state with a correct MRZ (unless the outcome asks otherwise), from
 * code alone: no fonts, no browser, nothing fetched.
 */
export async function renderSpecimen(options: SpecimenOptions = {}): Promise<Specimen> {
  const outcome = options.outcome ?? "valid";
  const holder: Holder = { ...specimenHolder(options.now ?? new Date(), outcome), ...options.holder };
  const portrait: Canvas | null = options.portrait
    ? await decodeJpegFile(options.portrait)
    : await samplePicture("portrait");
  const page = drawPassport(holder, options.state ?? "UTO", portrait, outcome, PX_PER_MM);
  const jpeg = await encodeJpegFile(onTable(page, MARGIN_PX), 92);
  return { jpeg, holder, hasPortrait: portrait !== null };
}
