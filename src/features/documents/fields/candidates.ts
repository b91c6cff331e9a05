import type { Polygon } from "../../../vision/ports/picture.ts";
import type { ParsedBarcode } from "../barcodes/parsed-barcode.ts";
import type { Interpretation } from "../interpret.ts";
import type { MrzField, MrzFieldName } from "../mrz/parsed-mrz.ts";
import { countryOfState } from "../mrz/states.ts";
import type { Side, StoredMrz } from "../stored-reading.ts";

export type FieldSource = "mrz" | "barcode" | "viz";

/** What one source says of one field. */
export interface Candidate {
  field: string;
  value: string;
  raw: string;
  /** 0-1. */
  confidence: number;
  source: FieldSource;
  checkDigit: "pass" | "fail" | "unprotected" | null;
  /** The source says, or its format implies, that the text may have been cut. */
  truncated: boolean;
  region: { side: Side; polygon: Polygon } | null;
}

/** Every value that any source gives, the most trustworthy source first. */
export function candidates(found: Pick<Interpretation, "mrz" | "barcodes" | "visualZones">): Candidate[] {
  return [
    ...(found.mrz ? mrzCandidates(found.mrz) : []),
    ...found.barcodes.flatMap(({ side, polygon, parsed }) => barcodeCandidates(side, polygon, parsed)),
    ...found.visualZones.flatMap(({ side, fields }) =>
      fields.map(
        ({ name, value, raw, confidence, box }): Candidate => ({
          field: name,
          value,
          raw: raw ?? value,
          confidence,
          source: "viz",
          checkDigit: null,
          truncated: false,
          region: box && {
            side,
            polygon: [
              [box.x, box.y],
              [box.x + box.width, box.y],
              [box.x + box.width, box.y + box.height],
              [box.x, box.y + box.height],
            ],
          },
        }),
      ),
    ),
  ];
}

const NAMES: readonly MrzFieldName[] = ["familyName", "givenNames"];

function mrzCandidates({ side, reading, parsed }: NonNullable<Interpretation["mrz"]>): Candidate[] {
  return (Object.entries(parsed.fields) as [MrzFieldName, MrzField][]).flatMap(([field, read]) => {
    if (read.value === null) return [];
    // An ICAO code that stands for no country (UTO, UNO, XXA) stays as printed.
    const value = field === "nationality" ? (countryOfState(read.value) ?? read.value) : read.value;
    return [
      {
        field,
        value,
        raw: read.raw,
        confidence: confidenceOf(reading, read),
        source: "mrz" as const,
        checkDigit: read.checkDigit,
        truncated: NAMES.includes(field) && parsed.nameTruncated,
        region: regionOf(side, reading, read),
      },
    ];
  });
}

/** Of ten changes to a field, nine change its check digit (modulo 10: ICAO 9303-3 §4.9). */
const MISSED_BY_DIGIT = 0.1;
/** A digit that disagrees proves a misread or a forgery somewhere in the field. */
const DISPROVED = 0.3;

function confidenceOf(reading: StoredMrz, { line, from, to, checkDigit }: MrzField): number {
  const letters = reading.lines[line]?.confidences.slice(from, to) ?? [];
  const mean = letters.length === 0 ? 0 : letters.reduce((sum, one) => sum + one, 0) / letters.length;
  if (checkDigit === "pass") return round(1 - (1 - mean) * MISSED_BY_DIGIT);
  return round(checkDigit === "fail" ? Math.min(mean, DISPROVED) : mean);
}

/** No reading is certain, however sure of itself a net may be. */
const MOST = 0.99;

const round = (value: number) => Math.min(MOST, Math.round(value * 1000) / 1000);

/** The part of the line's four corners (clockwise from its start) that the field's columns take. */
function regionOf(side: Side, reading: StoredMrz, { line, from, to }: MrzField): Candidate["region"] {
  const whole = reading.lines[line];
  if (!whole) return null;
  const [start, end, endBelow, startBelow] = whole.polygon;
  const columns = whole.text.length;
  if (whole.polygon.length !== 4 || !start || !end || !endBelow || !startBelow || columns === 0) {
    return { side, polygon: whole.polygon };
  }
  const along = (a: readonly [number, number], b: readonly [number, number], column: number) =>
    [
      Math.round(a[0] + ((b[0] - a[0]) * column) / columns),
      Math.round(a[1] + ((b[1] - a[1]) * column) / columns),
    ] as const;
  return {
    side,
    polygon: [
      along(start, end, from),
      along(start, end, to),
      along(startBelow, endBelow, to),
      along(startBelow, endBelow, from),
    ],
  };
}

/** Error correction makes a decoded symbol exact; what remains is a fault of the issuer's own. */
const BARCODE_CONFIDENCE = MOST;

function barcodeCandidates(side: Side, polygon: Polygon, parsed: ParsedBarcode): Candidate[] {
  return Object.entries(parsed.fields).map(([field, { value, raw, truncated }]) => ({
    field,
    value,
    raw,
    confidence: BARCODE_CONFIDENCE,
    source: "barcode",
    checkDigit: null,
    truncated,
    region: { side, polygon },
  }));
}
