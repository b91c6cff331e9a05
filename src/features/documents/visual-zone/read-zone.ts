import type { Box } from "../../../vision/ports/picture.ts";
import type { PrintedTextPort, PrintedTextReading } from "../../../vision/ports/printed-text.ts";
import type {
  VisualZoneHints,
  VisualZonePort,
  VisualZoneReading,
} from "../../../vision/ports/visual-zone.ts";
import { classify } from "./classify.ts";
import { findLabels } from "./find-labels.ts";
import { printOf } from "./find-values.ts";
import { fold } from "./fold.ts";
import { readFields } from "./read-fields.ts";
import { type Segment, segmentsOf, textOf } from "./segments.ts";

/** The visual zone by an engine that reads print: the layouts say what the print means. */
export function printedZone(printedText: PrintedTextPort, clock: () => number): VisualZonePort {
  return {
    async readVisualZone(image, hints) {
      const { rotation } = hints;
      const answer = await printedText.readPrintedText(image, rotation === undefined ? {} : { rotation });
      return answer.ok ? { ...answer, value: readZone(answer.value, hints, clock()) } : answer;
    },
  };
}

/**
 * Type, issuer and fields of a printed zone; empty where the print does not tell them.
 * @param now when the picture was taken, in milliseconds; tells the century of two-digit years
 */
export function readZone(print: PrintedTextReading, known: VisualZoneHints, now: number): VisualZoneReading {
  const segments = segmentsOf(print.lines);
  const hits = findLabels(segments);
  // The type that a sender names proves nothing: only a machine readable part is taken for granted.
  const { documentType, issuingCountry, layout } = classify(
    segments,
    hits,
    known.proven ? known : { documentType: null, issuingCountry: null },
  );
  const fields = layout ? readFields(layout, printOf(segments, hits), now) : [];
  return {
    documentType,
    issuingCountry,
    layout: layout?.id ?? null,
    ...(saysSpecimen(segments) ? { specimen: true } : {}),
    fields: fields.map((field) => ({ ...field, box: field.box && upright(field.box, print) })),
  };
}

/** "Specimen" in the languages of the layouts; not the words that are names too (Muster). */
const MARKS = ["SPECIMEN", "ESPECIMEN", "ESPECIME", "MUESTRA", "AMOSTRA"];

/** True when a text of its own says so, as issuers print it across specimens: within other words it may be a name. */
const saysSpecimen = (segments: readonly Segment[]): boolean =>
  segments.some((segment) =>
    fold(textOf(segment))
      .split(" ")
      .every((word) => MARKS.includes(word)),
  );

/** A box of the turned picture in pixels of the upright one. */
function upright({ x, y, width, height }: Box, { rotation, picture }: PrintedTextReading): Box {
  const round = (box: Box): Box => ({
    x: Math.round(box.x),
    y: Math.round(box.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
  });
  if (rotation === 90) return round({ x: y, y: picture.height - x - width, width: height, height: width });
  if (rotation === 180)
    return round({ x: picture.width - x - width, y: picture.height - y - height, width, height });
  if (rotation === 270) return round({ x: picture.width - y - height, y: x, width: height, height: width });
  return round({ x, y, width, height });
}
