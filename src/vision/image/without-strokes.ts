import type { GrayPicture } from "./gray.ts";

/** The picture with dark strokes of up to `2 * radius` pixels filled by what surrounds them (a morphological closing). */
export function withoutStrokes(picture: GrayPicture, radius: number): GrayPicture {
  // Eroding is dilating the negative.
  return negative(dilate(negative(dilate(picture, radius)), radius));
}

function negative(picture: GrayPicture): GrayPicture {
  const data = new Uint8Array(picture.data.length);
  for (let at = 0; at < data.length; at++) data[at] = 255 - (picture.data[at] as number);
  return { ...picture, data };
}

/** Each pixel as bright as the brightest in the square around it: along the rows, then along the columns. */
function dilate({ data, width, height }: GrayPicture, radius: number): GrayPicture {
  const stride = width + 2 * radius;
  // With a black margin, so that no window leaves the plane.
  const plane = new Uint8Array(stride * (height + 2 * radius));
  for (let y = 0; y < height; y++)
    plane.set(data.subarray(y * width, (y + 1) * width), (y + radius) * stride + radius);
  for (const step of [1, stride]) widen(plane, step, 2 * radius + 1);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) out.set(plane.subarray(y * stride, y * stride + width), y * width);
  return { data: out, width, height };
}

/** Makes each value the largest of the `window` that begin with it, `step` apart, by windows that double. */
function widen(plane: Uint8Array, step: number, window: number): void {
  for (let reached = 1; reached < window; ) {
    const more = Math.min(reached, window - reached);
    const ahead = more * step;
    const end = plane.length - ahead;
    for (let at = 0; at < end; at++) {
      const other = plane[at + ahead] as number;
      if (other > (plane[at] as number)) plane[at] = other;
    }
    reached += more;
  }
}
