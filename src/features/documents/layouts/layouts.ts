import { ANDES } from "./andes.ts";
import { BRAZIL } from "./brazil.ts";
import { CARIBBEAN } from "./caribbean.ts";
import { COLOMBIA } from "./colombia.ts";
import { ICAO } from "./icao.ts";
import type { DocumentLayout } from "./layout.ts";
import { MEXICO } from "./mexico.ts";
import { SOUTHERN_CONE } from "./southern-cone.ts";
import { SPAIN } from "./spain.ts";
import { UNITED_STATES } from "./united-states.ts";

/**
 * Every type of document whose printed zone is known. The rows were written from public descriptions of the
 * documents and are checked on our own specimens only; labels of which print runs differ stand in several forms.
 */
export const DOCUMENT_LAYOUTS: readonly DocumentLayout[] = [
  ...COLOMBIA,
  ...MEXICO,
  ...ANDES,
  ...SOUTHERN_CONE,
  ...BRAZIL,
  ...CARIBBEAN,
  ...SPAIN,
  ...UNITED_STATES,
  ...ICAO,
];

/** The layout of an id; null when there is none. */
export const layoutById = (id: string): DocumentLayout | null =>
  DOCUMENT_LAYOUTS.find((layout) => layout.id === id) ?? null;

/** The layouts that an issuer's card with an MRZ of a format may follow; none where the issuer is unknown. */
export const layoutsWithMrz = (mrz: { issuingCountry: string | null; format: string }): DocumentLayout[] =>
  DOCUMENT_LAYOUTS.filter(
    ({ issuingCountry, front, back }) =>
      issuingCountry !== null &&
      issuingCountry === mrz.issuingCountry &&
      [...front.machine, ...(back?.machine ?? [])].some((zone) => zone === mrz.format),
  );

/**
 * The layouts that a document may follow, of which type or issuer may be unknown: the issuer's own first, then ICAO's
 * general forms.
 */
export function layoutsFor(known: {
  documentType: string | null;
  issuingCountry: string | null;
}): DocumentLayout[] {
  const fits = DOCUMENT_LAYOUTS.filter(
    ({ documentType, issuingCountry }) =>
      (known.documentType === null || documentType === known.documentType) &&
      (known.issuingCountry === null || issuingCountry === null || issuingCountry === known.issuingCountry),
  );
  return [
    ...fits.filter((row) => row.issuingCountry !== null),
    ...fits.filter((row) => row.issuingCountry === null),
  ];
}
