import type { PrintedLine, PrintedWord } from "../ports/printed-text.ts";

/** Rows of words; the other levels are pages, blocks, paragraphs and lines. */
const WORD_LEVEL = "5";

/**
 * The lines of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence
 * (0-100), text.
 */
export function linesOfTsv(tsv: string): PrintedLine[] {
  const lines = new Map<string, PrintedWord[]>();
  for (const row of tsv.split("\n")) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, text] =
      row.split("\t");
    if (level !== WORD_LEVEL || !text?.trim()) continue;
    const key = `${page}.${block}.${paragraph}.${line}`;
    const words = lines.get(key) ?? [];
    words.push({
      text: text.trim(),
      confidence: Math.max(0, Math.min(1, Number(confidence) / 100)),
      box: { x: Number(left), y: Number(top), width: Number(width), height: Number(height) },
    });
    lines.set(key, words);
  }
  return [...lines.values()].map((words) => ({ words }));
}
