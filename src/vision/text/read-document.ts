import type { Clock } from "../../kernel/clock.ts";
import { measureForensics } from "../forensics/measure-forensics.ts";
import { decodePicture } from "../image/decode.ts";
import { toGray } from "../image/gray.ts";
import { measureQuality } from "../image/quality.ts";
import type { VisionAnswer } from "../ports/answer.ts";
import type { DocumentOptions, DocumentReading, MrzReading } from "../ports/documents.ts";
import type { Point, Polygon } from "../ports/picture.ts";
import { BARCODE_ENGINE, readBarcodes } from "./barcodes.ts";
import { hasOtherZone, isMirrored } from "./mrz/read-again.ts";
import { readMrz } from "./mrz/read-mrz.ts";
import { MRZ_ENGINE, mrzNet } from "./mrz-engine.ts";

/** A crop of a barcode alone is a narrow strip: the reader takes it, the API's own door (64 px) is stricter. */
const MIN_SIDE_PX = 32;

const enlarge = (polygon: Polygon, scale: number): Polygon =>
  polygon.map(([x, y]): Point => [x * scale, y * scale]);

const enlargeMrz = (mrz: MrzReading, scale: number): MrzReading => ({
  ...mrz,
  lines: mrz.lines.map((line) => ({
    ...line,
    polygon: enlarge(line.polygon, scale),
    capHeightPx: line.capHeightPx * scale,
  })),
});

/**
 * The picture in grey, with what only its colours tell. They take most of its room, and are let go of here: a function
 * that waits keeps all it has ever held.
 */
async function openPicture(image: Uint8Array) {
  const picture = await decodePicture(image, { minSidePx: MIN_SIDE_PX });
  if (!picture.ok) return picture;
  const { rgba, width, height, facts } = picture;
  const gray = toGray(rgba, width, height);
  const forensics = measureForensics(image, rgba, width, height);
  return { ok: true as const, facts, gray, quality: measureQuality(gray), forensics };
}

/**
 * Everything a machine can read on the picture of a document. A picture that cannot be decoded is answered with its
 * fault; throws only when an engine breaks.
 */
export async function readDocument(
  image: Uint8Array,
  options: DocumentOptions,
  clock: Clock,
): Promise<VisionAnswer<DocumentReading>> {
  const startedAt = clock();
  const opened = await openPicture(image);
  if (!opened.ok) return opened;
  const { facts, gray, quality, forensics } = opened;
  const net = await mrzNet();
  const read = readMrz(gray, net, { budgetMs: options.budgetMs, clock });
  // Large pictures were decoded smaller; answers are in pixels of the picture as it was sent.
  const scale = facts.width / gray.width;
  const mirrored = isMirrored(gray, read, net, clock);
  const found = mirrored ? null : read;
  const mrz = found && enlargeMrz(found, scale);
  // A zone that was read makes a barcode unlikely on the same side: one attempt, not five.
  const barcodes = await readBarcodes(gray, { thorough: mrz === null });
  return {
    ok: true,
    value: {
      picture: facts,
      quality: { ...quality, moire: forensics.finePattern.chroma },
      mrz,
      mirrored,
      forensics,
      severalMrz: found !== null && hasOtherZone(gray, found, net, clock),
      barcodes: barcodes.map((one) => ({ ...one, polygon: enlarge(one.polygon, scale) })),
    },
    engines: [MRZ_ENGINE, BARCODE_ENGINE],
    elapsedMs: clock() - startedAt,
  };
}
