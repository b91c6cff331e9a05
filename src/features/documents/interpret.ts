import { isCountry } from "../../kernel/countries.ts";
import type { VisualZoneReading } from "../../vision/ports/visual-zone.ts";
import { carriesData } from "./barcodes/parsed-barcode.ts";
import { DOCUMENT_TYPES, type DocumentType, typeOfBarcode, typeOfMrz } from "./document-type.ts";
import type { DocumentLayout } from "./layouts/layout.ts";
import { layoutById, layoutsWithMrz } from "./layouts/layouts.ts";
import { parseMrz } from "./mrz/parse-mrz.ts";
import type { ParsedMrz } from "./mrz/parsed-mrz.ts";
import type { Side, SideReading, StoredBarcode, StoredMrz } from "./stored-reading.ts";

/** What the pictures together say the document is. */
export interface Interpretation {
  documentType: DocumentType | null;
  issuingCountry: string | null;
  /** As the MRZ prints it, which is not always an ISO code. */
  issuingStateCode: string | null;
  format: string | null;
  mrz: { side: Side; reading: StoredMrz; parsed: ParsedMrz } | null;
  /** Lines that look like an MRZ and follow no format. */
  brokenMrz: { side: Side; reading: StoredMrz } | null;
  barcodes: (StoredBarcode & { side: Side })[];
  visualZones: (VisualZoneReading & { side: Side })[];
}

/**
 * Decides what a document is from what its pictures showed: the MRZ has the first word, for it is standardised
 * and checks itself, then barcodes, then the visual zone.
 * @param now when the pictures were taken, in milliseconds; tells the century of two-digit years
 */
export function interpret(sides: readonly SideReading[], now: number): Interpretation {
  const mrzs = sides.flatMap(({ side, mrz }) => {
    if (!mrz) return [];
    const texts = mrz.lines.map(({ text }) => text);
    const confidences = mrz.lines.map((line) => line.confidences);
    return [{ side, reading: mrz, parsed: parseMrz(texts, now, confidences) }];
  });
  const parsed = mrzs.filter((mrz): mrz is NonNullable<Interpretation["mrz"]> => mrz.parsed !== null);
  const mrz = parsed.find((one) => one.parsed.valid) ?? parsed[0] ?? null;
  const barcodes = sides.flatMap(({ side, barcodes: found }) => found.map((one) => ({ ...one, side })));
  const visualZones = sides.flatMap(({ side, visualZone }) => (visualZone ? [{ ...visualZone, side }] : []));
  const known = barcodes.map(({ parsed }) => parsed).filter(({ parsedAs }) => parsedAs !== "unknown");
  const barcode = known.find(carriesData) ?? known[0] ?? null;
  const visual = visualZones.find((zone) => isDocumentType(zone.documentType) && !lacksItsMrz(zone)) ?? null;

  return {
    documentType: mrz
      ? (typeOfCard(mrz.parsed, visualZones) ?? typeOfMrz(mrz.parsed))
      : barcode
        ? typeOfBarcode(barcode)
        : ((visual?.documentType as DocumentType | undefined) ?? null),
    issuingCountry: mrz
      ? mrz.parsed.issuingCountry
      : (barcode?.issuingCountry ?? countryOrNull(visual?.issuingCountry)),
    issuingStateCode: mrz?.parsed.issuingStateCode ?? null,
    format: mrz?.parsed.format ?? barcode?.parsedAs ?? null,
    mrz,
    brokenMrz: mrz ? null : (mrzs[0] ?? null),
    barcodes,
    visualZones,
  };
}

/**
 * The type by the print of a card whose MRZ says no more than that it is a card: codes that begin with A, C or I are
 * the issuer's choice (9303-5 §4.2.2.1), and Brazil's driving licence bears the one of its identity card. Null unless
 * the print of a side follows a layout of another type that the MRZ's issuer gives an MRZ of this format; one of the
 * MRZ's own type was perhaps only the likest of its type.
 */
function typeOfCard(
  mrz: ParsedMrz,
  visualZones: readonly Pick<VisualZoneReading, "layout">[],
): DocumentType | null {
  const seen = visualZones.map(({ layout }) => layout);
  const row = layoutsOfOtherTypes(mrz).find(({ id }) => seen.includes(id));
  return row?.documentType ?? null;
}

/**
 * The layouts that a card may follow against the type of its MRZ: those of the issuer's other cards with an MRZ of this
 * format, where the code says no more than that it is a card; else none.
 */
export function layoutsOfOtherTypes(mrz: ParsedMrz): DocumentLayout[] {
  const type = typeOfMrz(mrz);
  return type === "id_card" ? layoutsWithMrz(mrz).filter(({ documentType }) => documentType !== type) : [];
}

/**
 * Whether the print is of a side that has an MRZ, which then was not read: a picture of half a passport, or one with a
 * lamp over its zone, is to be taken again, not to be believed by its print.
 */
const lacksItsMrz = ({ layout, side }: VisualZoneReading & { side: Side }): boolean =>
  layout != null && layoutById(layout)?.[side]?.machine.some((zone) => zone.startsWith("TD")) === true;

const isDocumentType = (text: string | null): boolean =>
  (DOCUMENT_TYPES as readonly string[]).includes(text ?? "");

const countryOrNull = (code: string | null | undefined) => (code && isCountry(code) ? code : null);
