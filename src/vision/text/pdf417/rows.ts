import type { GrayPicture } from "../../image/gray.ts";

/** The lines at which a row begins and ends, as `top + row × pitch`, in pixels of an upright symbol. */
export interface Rows {
  count: number;
  top: number;
  pitch: number;
}

/** A symbol has three to ninety rows (ISO/IEC 15438, 5.2.1). */
const MIN_ROWS = 3;
const MAX_ROWS = 90;
/** Height of a row in modules: the standard asks for three, or two with more error correction (5.8.3); cards have up to five. */
const ROW_MODULES = [1.8, 6] as const;
/** How far the outline's top and bottom may be wrong, as shares of a row. */
const SLACK = [-0.5, -0.25, 0, 0.25, 0.5] as const;

/** Counts the rows of an upright symbol: lines differ from the next where a row ends, and hardly within a row. */
export function findRows({ data, width, height }: GrayPicture, modulePx: number): Rows | null {
  const changes = new Float32Array(height + 1);
  for (let y = 1; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++)
      sum += Math.abs((data[y * width + x] as number) - (data[(y - 1) * width + x] as number));
    changes[y] = sum / width;
  }
  const at = (y: number) => {
    const low = Math.max(0, Math.min(height - 1, Math.floor(y)));
    const part = Math.max(0, Math.min(1, y - low));
    return (changes[low] as number) * (1 - part) + (changes[low + 1] as number) * part;
  };
  let best: (Rows & { score: number }) | null = null;
  const least = Math.max(MIN_ROWS, Math.floor(height / modulePx / ROW_MODULES[1]));
  const most = Math.min(MAX_ROWS, height / modulePx / ROW_MODULES[0]);
  for (let count = least; count <= most; count++) {
    const rough = height / count;
    for (const above of SLACK) {
      for (const below of SLACK) {
        const top = above * rough;
        const pitch = (height + (below - above) * rough) / count;
        let score = 0;
        for (let row = 1; row < count; row++) score += at(top + row * pitch) - at(top + (row - 0.5) * pitch);
        // A few places agree by chance sooner than many.
        score /= Math.sqrt(count - 1);
        if (!best || score > best.score) best = { count, top, pitch, score };
      }
    }
  }
  return best;
}
