/**
 * Width and height in mm; where the MRZ stands: left edge, and centre of the last line above the lower edge; and how
 * much larger than on a card the print for people is.
 */
export const CARD_SIZES = {
  /** Cards (ISO/IEC 7810 ID-1), TD1: ICAO 9303-5 §2. */
  ID1: { width: 85.6, height: 53.98, mrzLeft: 4.7, mrzLast: 4.4, large: 1 },
  /** TD2: ICAO 9303-6 §2. */
  ID2: { width: 105, height: 74, mrzLeft: 6.6, mrzLast: 8, large: 1.2 },
  /** A passport's data page, TD3: ICAO 9303-4 §2.1. */
  ID3: { width: 125, height: 88, mrzLeft: 6.6, mrzLast: 9.4, large: 1.4 },
  /** Visas: ICAO 9303-7 §2. */
  MRVA: { width: 120, height: 80, mrzLeft: 4.1, mrzLast: 9.4, large: 1.4 },
  MRVB: { width: 105, height: 74, mrzLeft: 6.6, mrzLast: 9.4, large: 1.2 },
} as const;
export type CardSize = keyof typeof CARD_SIZES;
