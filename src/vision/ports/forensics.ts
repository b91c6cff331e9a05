/** What the pixels and the coding of a picture tell of how it came about; judged by nobody here. */
export interface ForensicsReading {
  finePattern: FinePattern;
  /** Share (0-1) of pixels with a colour of their own; 0 on a photocopy. */
  colour: number;
  /** Null for files other than baseline JPEG of up to 12.6 MP. */
  jpegHistory: JpegHistory | null;
}

/** Regular fine patterns (pixels of a screen, moiré, print dots) in the spectra of small tiles. */
export interface FinePattern {
  /** Tiles looked at; none on pictures smaller than one. */
  tiles: number;
  /** Share (0-1) of tiles with a lone peak in luma, and in the difference of green and magenta. */
  luma: number;
  chroma: number;
}

/**
 * How each cell of a JPEG agrees with an earlier compression of the whole: sums of log likelihood ratios (above 0:
 * was there before, below: came later) and the number of coefficients they are made of. Cells are squares of
 * `cellPx` pixels of the picture as stored, before its EXIF orientation is applied.
 */
export interface JpegHistory {
  /** Frequencies, of nine, that show an earlier compression: with none the picture was compressed once. */
  doubled: number;
  cellPx: number;
  columns: number;
  rows: number;
  evidence: number[];
  counts: number[];
}
