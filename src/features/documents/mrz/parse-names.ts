export interface MrzNames {
  familyName: string | null;
  givenNames: string | null;
  /** Column range of each within the field. */
  family: readonly [from: number, to: number];
  given: readonly [from: number, to: number];
  /** The last column is taken, or the given names are cut by it. */
  truncated: boolean;
  wellFormed: boolean;
}

const words = (raw: string): string | null => raw.replace(/</g, " ").trim() || null;

/**
 * The names of a field: primary identifier, two fillers, secondary identifier (ICAO 9303-3 §4.6). A single filler
 * stands for a space, a hyphen or an apostrophe and becomes a space; letters stay as the MRZ transliterates them.
 */
export function parseMrzNames(raw: string): MrzNames {
  const end = raw.replace(/<+$/, "").length;
  const split = raw.slice(0, end).indexOf("<<");
  const familyEnd = split < 0 ? end : split;
  const givenStart = split < 0 ? end : split + 2;
  return {
    familyName: words(raw.slice(0, familyEnd)),
    givenNames: words(raw.slice(givenStart, end)),
    family: [0, familyEnd],
    given: [givenStart, end],
    truncated: end === raw.length,
    // Letters, single fillers within an identifier, one pair between the two, fillers to the end. A name that is
    // only secondary (`<<ANNA`) is printed by no state that follows 9303-3 §4.6.2: the name then is primary.
    wellFormed: /^[A-Z]+(<[A-Z]+)*(<<[A-Z]+(<[A-Z]+)*)?<*$/.test(raw),
  };
}
