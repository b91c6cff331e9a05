import { readFileSync } from "node:fs";

/**
 * MRZ lines by file name from a CSV with the columns file, format, line1, line2, line3; rows without lines are left
 * out. Quotes are not needed for MRZ characters and plain file names.
 */
export function readTruth(file: string): Map<string, string[]> {
  const rows = readFileSync(file, "utf8").split(/\r?\n/).slice(1);
  return new Map(
    rows
      .map((row) => row.split(",").map((cell) => cell.trim()))
      .map(([name, , ...lines]): [string, string[]] => [name ?? "", lines.filter((line) => line !== "")])
      .filter(([, lines]) => lines.length > 0),
  );
}
