import type { Canvas } from "./canvas.ts";
import { type CardSide, drawSide } from "./card.ts";
import type { Holder } from "./holder.ts";
import { type Identity, identityOf } from "./identity.ts";
import { mrzOf, symbolOf } from "./machine-zones.ts";
import { withWrongDigit } from "./mrz-lines.ts";
import { decodeJpegFile, encodeJpegFile } from "./node-codecs.ts";
import type { Outcome } from "./outcomes.ts";
import { printedFields } from "./printed-values.ts";
import { samplePicture } from "./sample-pictures.ts";
import { seededDraw } from "./seeded.ts";
import { type SpecimenType, specimenType } from "./specimen-layouts.ts";
import { spoiltPictures } from "./spoilt-pictures.ts";

export interface SpecimenOptions {
  /** An id of `SPECIMEN_TYPES`, or `passport`, `id-card`, `visa`. */
  type?: string;
  /** The code of the issuing state on documents that any state issues; UTO is ICAO's fictitious one. */
  state?: string;
  outcome?: Outcome;
  /** What a camera does to it, by the names of `DEGRADATIONS`. */
  degrade?: readonly string[];
  seed?: number;
  /** Overrides single facts of the default holder. */
  holder?: Partial<Holder>;
  /** A JPEG file whose middle is printed as the portrait; by default the sample photograph, if it was fetched. */
  portrait?: Uint8Array;
  now?: Date;
}

export interface SpecimenPicture {
  side: "front" | "back";
  jpeg: Uint8Array;
}

export interface Specimen {
  /** The front, a JPEG file of less than 1.5 MP. */
  jpeg: Uint8Array;
  pictures: SpecimenPicture[];
  type: SpecimenType;
  holder: Holder;
  /** What the MRZ was printed as, line by line; empty where there is none. */
  mrz: readonly string[];
  hasPortrait: boolean;
}

/** 125 mm become 1,312 pixels, where the capitals of an MRZ are 26 pixels high, as in a good scan at 267 dpi. */
export const PX_PER_MM = { ID1: 12, ID2: 10.5, ID3: 10.5, MRVA: 10.5, MRVB: 10.5 } as const;

/**
 * Renders a specimen of a fictitious or real issuer's document with an invented holder, right in everything that its
 * outcome does not spoil, from code alone: no fonts, no browser, nothing fetched.
 */
export async function renderSpecimen(options: SpecimenOptions = {}): Promise<Specimen> {
  const type = specimenType(options.type ?? "passport");
  if (!type) throw new Error(`no specimen of ${options.type}`);
  const outcome = options.outcome ?? "valid";
  const state = options.state ?? "UTO";
  const identity = identityOf(type.layout, state, options.now ?? new Date(), outcome, options.holder);
  const portrait: Canvas | null = options.portrait
    ? await decodeJpegFile(options.portrait)
    : await samplePicture("portrait");
  const sides = await cardSides(type, identity, state, outcome);
  const drawn = sides.map(({ side, content }) => ({
    side,
    sheet: drawSide(content, type.size, portrait, PX_PER_MM[type.size]),
  }));
  const draw = seededDraw(options.seed ?? 9303);
  const pictures: SpecimenPicture[] = [];
  for (const { side, picture, quality } of spoiltPictures(drawn, outcome, options.degrade ?? [], draw)) {
    pictures.push({ side, jpeg: await encodeJpegFile(picture, quality) });
  }
  return {
    jpeg: pictures[0]?.jpeg ?? new Uint8Array(),
    pictures,
    type,
    holder: identity.holder,
    mrz: sides.map(({ content }) => content.mrz).find((lines) => lines.length > 0) ?? [],
    hasPortrait: portrait !== null,
  };
}

/** What each side of a specimen prints; throws for an outcome that the type has nothing to show by. */
export async function cardSides(
  type: SpecimenType,
  identity: Identity,
  state: string,
  outcome: Outcome,
): Promise<{ side: "front" | "back"; content: CardSide }[]> {
  const { layout, zones } = type;
  const hasMrz = [...zones.front, ...zones.back].some(
    (zone) => mrzOf(type, zone, identity, state).length > 0,
  );
  if (outcome === "bad-check-digit" && !hasMrz) throw new Error(`${type.id} has no check digits in an MRZ`);
  if (outcome === "mismatch" && zones.front.length + zones.back.length === 0) {
    throw new Error(`${type.id} has nothing for machines that its print could contradict`);
  }
  const sides: { side: "front" | "back"; content: CardSide }[] = [];
  for (const side of ["front", "back"] as const) {
    const printed = layout[side];
    if (!printed) continue;
    const mrz = zones[side].flatMap((zone) => mrzOf(type, zone, identity, state));
    const symbols = await Promise.all(zones[side].map((zone) => symbolOf(type, zone, identity)));
    const issuer =
      layout.issuingCountry === null && side === "front" ? [state === "UTO" ? "UTOPIA" : state] : [];
    sides.push({
      side,
      content: {
        headings: [...issuer, ...printed.texts],
        portrait: printed.portrait,
        fields: printedFields(printed.fields, layout, identity, outcome === "mismatch"),
        mrz: outcome === "bad-check-digit" ? withWrongDigit(mrz) : mrz,
        symbols: symbols.filter((symbol) => symbol !== null),
      },
    });
  }
  return sides;
}
