import type { Clock } from "../../../kernel/clock.ts";
import type { GrayPicture } from "../../image/gray.ts";
import type { MrzReading } from "../../ports/documents.ts";
import type { Point } from "../../ports/picture.ts";
import type { MrzNet } from "./mrz-net.ts";
import { readMrz } from "./read-mrz.ts";

/** A second look answers one question, so that a few passes of the search are enough. */
const BUDGET_MS = 700;
/** Mean confidence of characters: real zones measure .9 and more, print read backwards .6 at most. */
const SURE = 0.85;
/** Area that the document itself takes, for a zone of length 1: the widest is a card (TD1), the highest TD2. */
const DOCUMENT_AREA = 1.1 * 0.78;
/** A picture with less room than this many documents holds but one. */
const ROOM_FOR_TWO = 1.7;
/** Lines are blanked this many capitals beyond their outline, so that nothing of them is read again. */
const MARGIN_CAPS = 0.7;

/** Mean confidence (0-1) of the characters of a zone; 0 without one. */
export function meanConfidence(mrz: MrzReading | null): number {
  const all = mrz?.lines.flatMap(({ confidences }) => confidences) ?? [];
  return all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
}

/** Whether a zone that cannot be read as it is can be read in a mirror, as front cameras show it. */
export function isMirrored(picture: GrayPicture, mrz: MrzReading | null, net: MrzNet, clock: Clock): boolean {
  if (meanConfidence(mrz) >= SURE) return false;
  return meanConfidence(readMrz(mirrored(picture), net, { budgetMs: BUDGET_MS, clock })) >= SURE;
}

/**
 * Whether the picture shows another zone than the one that was read. Only looked for where the picture has room for
 * a second document; a close picture of one costs nothing.
 */
export function hasOtherZone(picture: GrayPicture, mrz: MrzReading, net: MrzNet, clock: Clock): boolean {
  const [line] = mrz.lines;
  if (!line || line.polygon.length < 2) return false;
  const [from, to] = line.polygon as readonly [Point, Point];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (picture.width * picture.height < ROOM_FOR_TWO * DOCUMENT_AREA * length ** 2) return false;
  const other = readMrz(blanked(picture, mrz), net, { budgetMs: BUDGET_MS, clock });
  return other !== null && meanConfidence(other) >= SURE;
}

function mirrored({ data, width, height }: GrayPicture): GrayPicture {
  const turned = Uint8Array.from(data);
  for (let y = 0; y < height; y++) turned.subarray(y * width, (y + 1) * width).reverse();
  return { data: turned, width, height };
}

/** The picture with the lines of a zone painted over in the grey that lies around their ends. */
function blanked(picture: GrayPicture, mrz: MrzReading): GrayPicture {
  const { width, height } = picture;
  const data = Uint8Array.from(picture.data);
  for (const { polygon, capHeightPx } of mrz.lines) {
    const xs = polygon.map(([x]) => x);
    const ys = polygon.map(([, y]) => y);
    const margin = MARGIN_CAPS * capHeightPx;
    const [left, right] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
    const [top, bottom] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++)
      data.fill(
        200,
        y * width + Math.max(0, Math.floor(left)),
        y * width + Math.min(width, Math.ceil(right)),
      );
  }
  return { data, width, height };
}
