import type { GrayPicture } from "./gray.ts";

/** The picture with dark strokes of up to `2 * radius` pixels filled by what surrounds them (a morphological closing). */
export function withoutStrokes(picture: GrayPicture, radius: number): GrayPicture {
  const extremes = (source: GrayPicture, pick: (a: number, b: number) => number) =>
    alongColumns(alongRows(source, radius, pick), radius, pick);
  return extremes(extremes(picture, Math.max), Math.min);
}

type Pick = (a: number, b: number) => number;

function alongRows({ data, width, height }: GrayPicture, radius: number, pick: Pick): GrayPicture {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let best = data[y * width + x] as number;
      const last = Math.min(width - 1, x + radius);
      for (let near = Math.max(0, x - radius); near <= last; near++)
        best = pick(best, data[y * width + near] as number);
      out[y * width + x] = best;
    }
  }
  return { data: out, width, height };
}

function alongColumns({ data, width, height }: GrayPicture, radius: number, pick: Pick): GrayPicture {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const first = Math.max(0, y - radius);
    const last = Math.min(height - 1, y + radius);
    for (let x = 0; x < width; x++) {
      let best = data[y * width + x] as number;
      for (let near = first; near <= last; near++) best = pick(best, data[near * width + x] as number);
      out[y * width + x] = best;
    }
  }
  return { data: out, width, height };
}
