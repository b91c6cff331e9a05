import type { ForensicsReading, JpegHistory } from "../../vision/ports/forensics.ts";
import type { Box, PictureFacts } from "../../vision/ports/picture.ts";

/** Evidence that a part of a picture was not there when it was compressed first: a sum of log ratios, in nats. */
export interface Contradiction {
  /** Below 0: came later; the more so, the surer. */
  evidence: number;
  /** Coefficients that the sum is made of. */
  count: number;
}

/** What is kept of a picture's traces: figures, judged when the document is validated. */
export interface StoredTraces {
  tiles: number;
  /** Share of tiles with a fine regular pattern in colour. */
  pattern: number;
  colour: number;
  /** The part of a few characters' size that contradicts the rest most; null where a JPEG's history cannot be read. */
  part: Contradiction | null;
  /** The portrait against all around it; null without a portrait, or without an earlier compression to compare by. */
  portrait: Contradiction | null;
  /** The image editor named in the metadata. */
  editedWith: string | null;
}

/** Cells along a side of the parts that are compared: at 1.2 MP 64 pixels, three or four characters. */
const PART_CELLS = 2;

/**
 * Condenses what was measured on a picture; the map of a JPEG's history is searched here, where the portrait is known.
 * @param portrait its box in pixels of the upright picture
 */
export function tracesOf(
  measured: ForensicsReading,
  facts: PictureFacts,
  portrait: Box | null,
  editedWith: string | null,
): StoredTraces {
  const { finePattern, colour, jpegHistory } = measured;
  const comparable = jpegHistory !== null && jpegHistory.doubled > 0;
  return {
    tiles: finePattern.tiles,
    pattern: finePattern.chroma,
    colour,
    part: jpegHistory && strongestPart(jpegHistory),
    portrait: comparable && portrait ? within(jpegHistory, asStored(portrait, facts)) : null,
    editedWith,
  };
}

function strongestPart(history: JpegHistory): Contradiction {
  let strongest: Contradiction = { evidence: 0, count: 0 };
  for (let row = 0; row <= history.rows - PART_CELLS; row++) {
    for (let column = 0; column <= history.columns - PART_CELLS; column++) {
      const part = sum(history, column, row, column + PART_CELLS, row + PART_CELLS);
      if (part.evidence < strongest.evidence) strongest = part;
    }
  }
  return strongest;
}

/** The cells that lie wholly in a box. */
function within(history: JpegHistory, { x, y, width, height }: Box): Contradiction {
  const { cellPx } = history;
  return sum(
    history,
    Math.max(0, Math.ceil(x / cellPx)),
    Math.max(0, Math.ceil(y / cellPx)),
    Math.min(history.columns, Math.floor((x + width) / cellPx)),
    Math.min(history.rows, Math.floor((y + height) / cellPx)),
  );
}

function sum(history: JpegHistory, left: number, top: number, right: number, bottom: number): Contradiction {
  let evidence = 0;
  let count = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      evidence += history.evidence[row * history.columns + column] as number;
      count += history.counts[row * history.columns + column] as number;
    }
  }
  return { evidence, count };
}

/** A box of the upright picture as it lies in the file (EXIF 2.32 §4.6.4, tag 274). */
function asStored({ x, y, width, height }: Box, facts: PictureFacts): Box {
  const { orientation } = facts;
  const right = facts.width - x - width;
  const bottom = facts.height - y - height;
  const turned = { width: height, height: width };
  if (orientation === 2) return { x: right, y, width, height };
  if (orientation === 3) return { x: right, y: bottom, width, height };
  if (orientation === 4) return { x, y: bottom, width, height };
  if (orientation === 5) return { x: y, y: x, ...turned };
  if (orientation === 6) return { x: y, y: right, ...turned };
  if (orientation === 7) return { x: bottom, y: right, ...turned };
  if (orientation === 8) return { x: bottom, y: x, ...turned };
  return { x, y, width, height };
}
