import { readFileSync } from "node:fs";

/** Two pictures, and whether they show one person. */
export interface PairRow {
  a: string;
  b: string;
  same: boolean;
}

/** Columns `image_a,image_b,same` in any order, with a header. */
export function readPairs(file: string): PairRow[] {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const columns = header.split(",").map((column) => column.trim());
  const [a, b, same] = ["image_a", "image_b", "same"].map((column) => columns.indexOf(column));
  if (a === undefined || b === undefined || same === undefined || Math.min(a, b, same) < 0) {
    throw new Error("The csv needs the columns image_a,image_b,same");
  }
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => cell.trim());
    return { a: cells[a] ?? "", b: cells[b] ?? "", same: /^(1|true)$/i.test(cells[same] ?? "") };
  });
}
