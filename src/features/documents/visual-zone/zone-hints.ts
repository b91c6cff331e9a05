import type { DocumentReading } from "../../../vision/ports/documents.ts";
import type { VisualZoneHints } from "../../../vision/ports/visual-zone.ts";
import { parseBarcode } from "../barcodes/parse-barcode.ts";
import { typeOfMrz } from "../document-type.ts";
import { interpret, layoutsOfOtherTypes } from "../interpret.ts";
import { layoutsFor } from "../layouts/layouts.ts";
import type { SideReading, StoredReading } from "../stored-reading.ts";

/**
 * What is known of a document before its printed zone is read: by the machine readable parts of this picture and by
 * the sides before it, else by what was asked for. A sender's word is a hint, never `proven`.
 */
export function zoneHints(
  requested: StoredReading["requested"],
  before: readonly SideReading[],
  reading: DocumentReading,
  now: number,
): VisualZoneHints {
  const { picture, quality, mrz } = reading;
  const barcodes = reading.barcodes.map((one) => ({ ...one, parsed: parseBarcode(one, now) }));
  const here: SideReading = { side: "front", sha256: "", picture, quality, mrz, barcodes, visualZone: null };
  const found = interpret([...before, here], now);
  const proven = found.documentType !== null;
  const documentType = found.documentType ?? requested.documentType;
  const issuingCountry = proven ? found.issuingCountry : requested.issuingCountry;
  const card = found.mrz?.parsed;
  const others = card && documentType === typeOfMrz(card) ? layoutsOfOtherTypes(card) : [];
  const layouts =
    documentType === null && issuingCountry === null ? [] : layoutsFor({ documentType, issuingCountry });
  return {
    documentType,
    issuingCountry,
    proven,
    ...(others.length > 0 ? { orLayouts: others.map(({ id }) => id) } : {}),
    // A zone that was read tells which way is up; without one, the engine looks for itself.
    ...(mrz ? { rotation: mrz.rotation } : {}),
    prints: [...layouts, ...others]
      .flatMap(({ front, back }) => [...front.fields, ...(back?.fields ?? [])])
      .map(({ field, labels }) => ({ field, labels })),
  };
}
