import type { GrayPicture } from "./gray.ts";

/** The picture with dark strokes of up to `2 * radius` pixels filled by what surrounds them (a morphological closing). */
export function withoutStrokes(picture: GrayPicture, radius: number): GrayPicture {
  // Eroding is dilating the negative.
  return negative(dilate(negative(dilate(picture, radius)), radius));
}

const negative = (picture: GrayPicture): GrayPicture => ({
  ...picture,
  data: picture.data.map((value) => 255 - value),
});

/** Each pixel as bright as the brightest in the square around it: along the rows, then along the columns. */
function dilate({ data, width, height }: GrayPicture, radius: number): GrayPicture {
  const across = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const first = y * width + Math.max(0, x - radius);
      const last = y * width + Math.min(width - 1, x + radius);
      let brightest = 0;
      for (let at = first; at <= last; at++)
        if ((data[at] as number) > brightest) brightest = data[at] as number;
      across[y * width + x] = brightest;
    }
  }
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const last = Math.min(height - 1, y + radius);
    for (let row = Math.max(0, y - radius); row <= last; row++) {
      for (let x = 0, to = y * width, from = row * width; x < width; x++, to++, from++) {
        if ((across[from] as number) > (out[to] as number)) out[to] = across[from] as number;
      }
    }
  }
  return { data: out, width, height };
}
