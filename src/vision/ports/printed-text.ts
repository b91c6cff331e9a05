import type { VisionAnswer } from "./answer.ts";
import type { Box, PictureFacts } from "./picture.ts";

/** A word as printed; its box in pixels of the picture turned by the reading's `rotation`. */
export interface PrintedWord {
  text: string;
  /** The engine's own, 0-1. */
  confidence: number;
  box: Box;
}

/** Words on one line, from left to right; columns that stand on one line may be in it together. */
export interface PrintedLine {
  words: PrintedWord[];
}

export interface PrintedTextReading {
  picture: PictureFacts;
  lines: PrintedLine[];
  /** Clockwise rotation in degrees under which the lines read upright. */
  rotation: 0 | 90 | 180 | 270;
  /** False when there was more print than an identity document holds, and the rest was left unread. */
  complete: boolean;
}

export interface PrintedTextOptions {
  /** Clockwise rotation under which the print reads upright; left out, the engine looks for it. */
  rotation?: 0 | 90 | 180 | 270;
}

/** Reads whatever is printed, without knowing what it means. */
export interface PrintedTextPort {
  readPrintedText(image: Uint8Array, options: PrintedTextOptions): Promise<VisionAnswer<PrintedTextReading>>;
}
