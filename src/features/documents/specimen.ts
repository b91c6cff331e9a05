import type { Interpretation } from "./interpret.ts";

/** The fictitious state of specimens (ICAO 9303-3 §5, part D: Utopia). */
const UTOPIA = "UTO";

/** True for a document that nobody was issued: of Utopia, or with the word printed across it. */
export const isSpecimen = (found: Interpretation): boolean =>
  found.issuingStateCode === UTOPIA || found.visualZones.some(({ specimen }) => specimen === true);
